from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from areas.organisations.queries import concerned_ids
from areas.territory.models import Area
from areas.territory.queries import areas_above
from areas.themes.models import Theme
from participation.subscriptions.calculations import names_street
from participation.subscriptions.following import AREA, STREET, THEME, parts_of_street
from participation.subscriptions.models import Follower, News, Pending, Subscription, Topic
from participation.subscriptions.registry import KINDS, Kind, Subject

LIST_SALT, CONFIRM_SALT = "subscriptions.list", "subscriptions.confirm"
# Letters to confirm that may go to one address in a day, whoever asks for them.
LETTERS_A_DAY = 5
MOST_FOLLOWED = 200


def subject_of(kind: str, ident: str) -> Subject | None:
    """Return what someone wants to follow, or None when it does not exist or is not public."""
    return KINDS[kind].find([ident]).get(ident) if kind in KINDS else None


def subjects_of(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """Return many subjects by their kind and id; one search for each kind."""
    idents: dict[str, set[str]] = {}
    for kind, ident in pairs:
        idents.setdefault(kind, set()).add(ident)
    return {
        (kind, ident): subject
        for kind, wanted in idents.items()
        if kind in KINDS
        for ident, subject in KINDS[kind].find(wanted).items()
    }


def follower_of(person) -> Follower | None:
    """Return the follower of someone who signed in."""
    return Follower.objects.filter(person=person.pk).select_related("person").first()


def follower_with_address(address: str) -> Follower | None:
    """Return the follower to whom mail for an address goes."""
    followers = Follower.objects.select_related("person")
    return (
        followers.filter(person__email=address.lower()).first()
        or followers.filter(email__iexact=address).exclude(email="").first()
    )


def may_ask_again(follower: Follower) -> bool:
    """Whether one more letter to confirm may go out today."""
    since = timezone.now() - timedelta(days=1)
    waiting = follower.subscriptions.filter(confirmed_at=None, asked_at__gte=since).count()
    return waiting < LETTERS_A_DAY and follower.subscriptions.count() < MOST_FOLLOWED


def follows(person, kind: str, ident: str) -> Subscription | None:
    """Return the subscription of someone to something; no query for who has not signed in."""
    if not person.is_authenticated:
        return None
    return (
        Subscription.objects.filter(follower__person=person.pk, kind=kind, ident=ident)
        .exclude(confirmed_at=None)
        .first()
    )


def list_token(follower: Follower) -> str:
    """Return the text that opens someone's list and stops their mail. It does not expire: unsubscribing must work."""
    return signing.Signer(salt=LIST_SALT).sign(follower.pk)


def follower_by_token(token: str) -> Follower | None:
    """Return whose list it is; None for someone who stopped already. Raises BadSignature for a made-up text."""
    number = signing.Signer(salt=LIST_SALT).unsign(token[:200])
    return Follower.objects.filter(pk=int(number)).select_related("person").first()


def confirm_token(subscription: Subscription) -> str:
    """Return the text that confirms a subscription."""
    return signing.dumps(subscription.pk, salt=CONFIRM_SALT)


def subscription_to_confirm(token: str, *, within: timedelta) -> Subscription | None:
    """Return the subscription that a link confirms, or None when it is too late or made up."""
    try:
        number = signing.loads(token[:200], salt=CONFIRM_SALT, max_age=within)
    except signing.BadSignature:
        return None
    return Subscription.objects.filter(pk=number).select_related("follower__person").first()


@dataclass(frozen=True)
class Followed:
    """A line of someone's list."""

    subscription: Subscription
    kind: Kind
    subject: Subject


def list_of(follower: Follower) -> list[Followed]:
    """Return what someone follows and still exists, by kind and name."""
    found = list(follower.subscriptions.exclude(confirmed_at=None))
    subjects = subjects_of((each.kind, each.ident) for each in found)
    lines = [
        Followed(each, KINDS[each.kind], subjects[each.kind, each.ident])
        for each in found
        if (each.kind, each.ident) in subjects
    ]
    return sorted(lines, key=lambda line: (str(line.kind.label), line.subject.title))


def topics_about(*, area: Area | None, theme: Theme | None, place: str) -> list[tuple[str, str]]:
    """Return what news of an area, theme and place is about, the closest first."""
    topics: list[tuple[str, str]] = []
    if area:
        slugs = dict(Area.objects.filter(pk__in=concerned_ids(area)).values_list("pk", "slug"))
        above = areas_above(area)
        # What the area took over comes right after it, what it lies in after that.
        order = sorted(slugs, key=lambda pk: (above.index(pk) if pk in above[1:] else 0, pk != area.pk, pk))
        topics += [(STREET, ident) for ident in _streets(slugs.values(), place)]
        topics += [(AREA, slugs[pk]) for pk in order]
    if theme:
        topics.append((THEME, theme.slug))
    return topics


def _streets(slugs: Iterable[str], place: str) -> list[str]:
    """Return the ids of followed streets of these areas that a text names."""
    if not place:
        return []
    wanted = set(slugs)
    idents = (
        Subscription.objects.filter(kind=STREET).order_by("ident").values_list("ident", flat=True).distinct()
    )
    return [
        ident
        for ident in idents
        if (parts := parts_of_street(ident)) and parts[0] in wanted and names_street(place, parts[1])
    ]


@dataclass(frozen=True)
class Group:
    """The news of one thing that someone follows, newest first."""

    subject: Subject
    subscription: Subscription
    news: list[News]


@dataclass(frozen=True)
class Digest:
    """What one mail tells one follower."""

    follower: Follower
    groups: list[Group]

    @property
    def news(self) -> list[News]:
        return [news for group in self.groups for news in group.news]


def digests_for(followers: Sequence[Follower], pending: QuerySet[Pending]) -> list[Digest]:
    """Return what to tell these followers, grouped, the group with the newest first; nobody gets an empty one."""
    rows = list(pending.select_related("news", "subscription").order_by("-news__at", "-news__pk"))
    subjects = subjects_of({(row.subscription.kind, row.subscription.ident) for row in rows})
    groups: dict[int, dict[int, Group]] = {}
    for row in rows:
        subject = subjects.get((row.subscription.kind, row.subscription.ident))
        if subject:
            mine = groups.setdefault(row.follower_id, {})
            mine.setdefault(row.subscription_id, Group(subject, row.subscription, [])).news.append(row.news)
    return [
        Digest(follower, list(groups[follower.pk].values()))
        for follower in followers
        if follower.pk in groups and follower.bounced_at is None and _can_read(follower)
    ]


def _can_read(follower: Follower) -> bool:
    return follower.person is None or follower.person.is_active


def news_about(kind: str, ident: str) -> QuerySet[News]:
    """Return what was told about something, newest first."""
    return News.objects.filter(pk__in=Topic.objects.filter(kind=kind, ident=ident).values("news"))
