"""Every write on following. No history is kept of who follows what, so only news and bounces are recorded."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.subscriptions import letters
from participation.subscriptions.calculations import due_at
from participation.subscriptions.models import Follower, News, Pending, Rhythm, Subscription, Topic
from participation.subscriptions.queries import (
    MOST_FOLLOWED,
    digests_for,
    follower_of,
    follower_with_address,
    may_ask_again,
    subject_of,
    topics_about,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_in_bulk, send_letter
from wijkportaal.foundation.mail.queries import refused_since

# Who asked and never confirmed is forgotten after this; the link in the letter works as long.
CONFIRM_WITHIN = timedelta(days=7)
# Enough to look back over a year of an area.
KEEP_NEWS = timedelta(days=400)


class FollowRefused(Exception):
    """Something that cannot be followed (any more); the message says why, in Dutch."""


def tell_followers(
    kind: str,
    ident: str,
    *,
    key: str,
    title: str,
    text: str = "",
    url: str,
    area: Area | None = None,
    theme: Theme | None = None,
    place: str = "",
    also: Iterable[tuple[str, str]] = (),
    by,
) -> News:
    """Tell everyone who follows something that something happened to it, in the caller's transaction.

    Call it from an action of the room that owns the thing, at the moment that it becomes public; never for what a
    resident may not read, and never with a name or an address of a person. It writes one row; a worker spreads
    it after commit, and each follower gets it once, in their own rhythm, however many of their subscriptions match.

    - `kind`, `ident`: what it is about, as registered by `@followable` (`"project"`, its public id).
    - `key`: names this one event (`f"projects.trail:{line.pk}"`). A second call with it does nothing.
    - `title`: the news in one line that stands alone (“De speelplek in de Lindestraat komt later”).
    - `text`: one or two sentences more: the reason, what was and what becomes.
    - `url`: the page, as a path.
    - `area`: who follows it, what it lies in or what it took over is told too.
    - `theme`: who follows the theme is told too.
    - `place`: the text that says where (“Lindestraat, bij de school”); who follows a street of the area that is
      named in it is told too.
    - `also`: more (kind, ident) pairs of which followers are told.
    """
    with recorded(by=by, action="subscriptions.tell_followers"):
        news, created = News.objects.get_or_create(
            key=key, defaults={"title": " ".join(title.split())[:200], "text": text.strip(), "url": url}
        )
        if created:
            about = dict.fromkeys([(kind, ident), *also, *topics_about(area=area, theme=theme, place=place)])
            Topic.objects.bulk_create(
                Topic(news=news, kind=each[0], ident=each[1], position=position)
                for position, each in enumerate(about)
            )
            request_job(
                "subscriptions.spread_news",
                subject=_("Volgers op de hoogte brengen"),
                arguments={"news": news.pk},
            )
    return news


def follow(kind: str, ident: str, *, person, rhythm: str) -> Subscription:
    """Let someone who signed in follow something, or change how soon they hear of it.

    Raises FollowRefused when it cannot be followed.
    """
    _check(kind, ident)
    with transaction.atomic():
        follower = _claim_follower(person)
        _check_number(follower)
        subscription, _created = Subscription.objects.update_or_create(
            follower=follower,
            kind=kind,
            ident=ident,
            defaults={"rhythm": Rhythm(rhythm), "confirmed_at": timezone.now()},
        )
    return subscription


def _claim_follower(person) -> Follower:
    """Return the follower of an account; what its address followed before there was an account comes along."""
    if follower := follower_of(person):
        return follower
    if follower := follower_with_address(person.email):
        follower.person, follower.email, follower.bounced_at = person, "", None
        follower.save(update_fields=["person", "email", "bounced_at"])
        return follower
    return Follower.objects.get_or_create(person=person)[0]


def ask_to_follow(kind: str, ident: str, *, email: str, rhythm: str) -> None:
    """Send a letter with which the owner of an address can confirm that they want to follow something.

    Says nothing about what is known of the address, and sends at most a few letters a day to it.
    """
    _check(kind, ident)
    address = email.strip().lower()
    with transaction.atomic():
        follower = follower_with_address(address) or Follower.objects.get_or_create(email=address)[0]
        Follower.objects.select_for_update(of=("self",)).get(pk=follower.pk)
        if not may_ask_again(follower):
            return
        subscription, created = Subscription.objects.get_or_create(
            follower=follower, kind=kind, ident=ident, defaults={"rhythm": Rhythm(rhythm)}
        )
        if not created and not subscription.confirmed_at:
            subscription.rhythm, subscription.asked_at = Rhythm(rhythm), timezone.now()
            subscription.save(update_fields=["rhythm", "asked_at"])
        letter = (
            letters.already_letter(subscription, subject_of(kind, ident))
            if subscription.confirmed_at
            else letters.confirm_letter(subscription, subject_of(kind, ident))
        )
        day = timezone.localdate()
        send_letter(
            to=address,
            subject=letter.subject,
            body=letter.body,
            key=f"subscriptions.ask:{subscription.pk}:{subscription.confirmed_at is not None}:{day}",
        )


def confirm_follow(subscription: Subscription) -> Subscription:
    """Note that the owner of the address wants to follow this; mail to it works (again)."""
    with transaction.atomic():
        locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
        if locked.confirmed_at is None:
            locked.confirmed_at = timezone.now()
            locked.save(update_fields=["confirmed_at"])
        Follower.objects.filter(pk=locked.follower_id).exclude(bounced_at=None).update(bounced_at=None)
    return locked


def send_list_link(email: str) -> None:
    """Send who follows something the link to their list; to another address nothing goes out."""
    follower = follower_with_address(email.strip().lower())
    if follower and follower.subscriptions.exclude(confirmed_at=None).exists():
        letter = letters.list_letter(follower)
        # One link an hour is enough, and nobody can fill a mailbox with it.
        hour = timezone.now().strftime("%Y%m%d%H")
        key = f"subscriptions.list:{follower.pk}:{hour}"
        send_letter(to=follower.address, subject=letter.subject, body=letter.body, key=key)


def change_rhythm(subscription: Subscription, rhythm: str) -> None:
    """Change how soon someone hears of something; what waits goes along."""
    with transaction.atomic():
        subscription.rhythm = Rhythm(rhythm)
        subscription.save(update_fields=["rhythm"])
        Pending.objects.filter(subscription=subscription).update(due_at=due_at(rhythm, timezone.localtime()))


def stop_following(subscription: Subscription) -> None:
    """End one subscription, with what still had to be told of it."""
    with transaction.atomic():
        follower = subscription.follower
        subscription.delete()
        if not follower.subscriptions.exists():
            follower.delete()


def stop_all(follower: Follower) -> None:
    """Forget a follower and all that they follow: no mail will come any more."""
    follower.delete()


def spread_news(news: News) -> int:
    """Put news in line for everyone who follows one of its topics; returns for how many. Safe to run twice.

    One statement, however many followers: fifty thousand rows cost a second, and no message in the queue.
    """
    now = timezone.localtime()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO subscriptions_pending (follower_id, news_id, subscription_id, due_at)
            SELECT DISTINCT ON (s.follower_id) s.follower_id, t.news_id, s.id,
                   CASE s.rhythm WHEN 'at_once' THEN %(at_once)s::timestamptz
                                 WHEN 'daily' THEN %(daily)s::timestamptz
                                 ELSE %(weekly)s::timestamptz END
            FROM subscriptions_topic t
            JOIN subscriptions_subscription s ON s.kind = t.kind AND s.ident = t.ident
            JOIN subscriptions_follower f ON f.id = s.follower_id AND f.bounced_at IS NULL
            WHERE t.news_id = %(news)s AND s.confirmed_at <= %(at)s
            ORDER BY s.follower_id, t.position
            ON CONFLICT DO NOTHING
            """,
            {rhythm: due_at(rhythm, now) for rhythm in Rhythm.values} | {"news": news.pk, "at": news.at},
        )
        return cursor.rowcount


def request_digests() -> None:
    """Ask for the mails that are due, if any; safe to call often."""
    if Pending.objects.filter(due_at__lte=timezone.now()).exists():
        request_job(
            "subscriptions.send_digests", subject=_("Mail aan volgers"), key="subscriptions.send_digests"
        )


def send_digests(*, limit: int) -> bool:
    """Write the mail of at most `limit` followers to whom something is due; tells whether there are more.

    The letter, and the end of what it tells, are one transaction: nobody gets it twice or misses it.
    """
    now = timezone.now()
    due = Pending.objects.filter(due_at__lte=now)
    with transaction.atomic():
        followers = list(
            Follower.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(Exists(due.filter(follower=OuterRef("pk"))))
            .select_related("person")
            .order_by("pk")[:limit]
        )
        told = due.filter(follower__in=followers)
        digests = digests_for(followers, told)
        send_in_bulk(letters.digest_letter(digest) for digest in digests)
        told.delete()
    return len(followers) == limit


def mark_bounced(email: str, *, by=None) -> bool:
    """Stop the mail to an address that does not exist; returns whether somebody followed with it.

    A new confirmation of the address starts it again.
    """
    follower = follower_with_address(email.strip().lower())
    if follower is None:
        return False
    with recorded(by=by, action="subscriptions.mark_bounced"):
        follower.bounced_at = timezone.now()
        follower.save(update_fields=["bounced_at"])
        follower.pending.all().delete()
    return True


def stop_refused() -> int:
    """Stop the mail to addresses that the mail relay refused in the last day; returns how many were stopped."""
    stopped = 0
    for letter in refused_since(timezone.now() - timedelta(days=1)).filter(in_bulk=True):
        follower = follower_with_address(letter.to)
        if follower and follower.bounced_at is None:
            confirmed = follower.subscriptions.filter(confirmed_at__gt=letter.refused_at).exists()
            stopped += not confirmed and mark_bounced(letter.to)
    return stopped


def unconfirmed_past(term: timedelta = CONFIRM_WITHIN) -> QuerySet[Subscription]:
    """Return what somebody wished to follow and did not confirm within `term`."""
    return Subscription.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - term)


def forget_unconfirmed(term: timedelta = CONFIRM_WITHIN) -> int:
    """Forget who never confirmed, who left and who follows nothing any more; returns how many followers."""
    with transaction.atomic():
        unconfirmed_past(term).delete()
        gone = Follower.objects.filter(Q(person__is_active=False) | Q(subscriptions=None))
        return gone.delete()[1].get(Follower._meta.label, 0)


def news_past(term: timedelta = KEEP_NEWS) -> QuerySet[News]:
    """Return the news of longer ago than `term`."""
    return News.objects.filter(at__lt=timezone.now() - term)


def forget_old_news(term: timedelta = KEEP_NEWS) -> int:
    """Forget news of long ago; returns how many."""
    return news_past(term).delete()[1].get(News._meta.label, 0)


def _check(kind: str, ident: str) -> None:
    if subject_of(kind, ident) is None:
        raise FollowRefused(refusal("Dit bestaat niet meer. U kunt het niet volgen."))


def _check_number(follower: Follower) -> None:
    if follower.subscriptions.count() >= MOST_FOLLOWED:
        raise FollowRefused(
            refusal("U volgt al %(number)d dingen. Stop eerst met iets, of volg een hele wijk.")
            % {"number": MOST_FOLLOWED}
        )
