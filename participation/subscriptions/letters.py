"""What the mails to followers say. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from participation.subscriptions.models import Follower, News, Subscription
from participation.subscriptions.queries import Digest, Group, confirm_token, list_token
from participation.subscriptions.registry import Subject
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)
ngettext = _.ngettext

# More would not be read; the page of what is followed has the rest.
MOST_PER_GROUP = 15


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def confirm_letter(subscription: Subscription, subject: Subject) -> Text:
    """Ask the owner of an address whether they want to follow something."""
    return Text(
        _("Bevestig: u wilt %(subject)s volgen") % {"subject": subject.title},
        _written(
            _("Goedendag,"),
            _("Met dit e-mailadres is gevraagd om nieuws over “%(subject)s”.") % {"subject": subject.title},
            _("Klopt dat? Bevestig het dan hier:"),
            _link("subscriptions:confirm", confirm_token(subscription)),
            _("Hebt u dit niet gevraagd? Dan hoeft u niets te doen. U krijgt dan geen mail."),
        ),
    )


@in_every_language
def already_letter(subscription: Subscription, subject: Subject) -> Text:
    """Tell someone that they follow this already."""
    return Text(
        _("U volgt %(subject)s al") % {"subject": subject.title},
        _written(
            _("Goedendag,"),
            _("Met dit e-mailadres is gevraagd om nieuws over “%(subject)s”. Dat krijgt u al.")
            % {"subject": subject.title},
            _("Wilt u iets veranderen, of stoppen? Dat kan hier:"),
            _link("subscriptions:list", list_token(subscription.follower)),
        ),
    )


@in_every_language
def list_letter(follower: Follower) -> Text:
    """Send someone the link to what they follow."""
    return Text(
        _("Wat u volgt"),
        _written(
            _("Goedendag,"),
            _("Hier ziet u wat u volgt. U kunt het daar ook veranderen, of stoppen:"),
            _link("subscriptions:list", list_token(follower)),
            _("De link is alleen voor u. Geef hem niet door."),
        ),
    )


def digest_letter(digest: Digest) -> Letter:
    """Tell someone what is new, grouped by what they follow; a mail program can unsubscribe in one click."""
    token = list_token(digest.follower)
    stop = _link("subscriptions:stop", token)
    return Letter(
        to=digest.follower.address,
        subject=_subject(digest.news),
        body=_written(
            _("Goedendag,"),
            _("Dit is nieuw in wat u volgt."),
            *(_group(group) for group in digest.groups),
            "-- ",
            _("Wat u volgt en hoe vaak u mail krijgt, kunt u hier veranderen:\n%(link)s")
            % {"link": _link("subscriptions:list", token)},
            _("Geen mail meer? Stop hier met alles:\n%(link)s") % {"link": stop},
        ),
        # RFC 2369 and RFC 8058.
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _subject(news: list[News]) -> str:
    if len(news) == 1:
        return news[0].title
    rest = len(news) - 1
    return ngettext(
        "%(first)s, en nog %(number)d bericht", "%(first)s, en nog %(number)d berichten", rest
    ) % {"first": news[0].title[:120], "number": rest}


def _group(group: Group) -> str:
    lines = [group.subject.title.upper(), *(_item(news) for news in group.news[:MOST_PER_GROUP])]
    if (rest := len(group.news) - MOST_PER_GROUP) > 0:
        more = ngettext("En nog %(number)d ander bericht:", "En nog %(number)d andere berichten:", rest)
        lines.append(f"{more % {'number': rest}}\n{settings.PORTAL_URL}{group.subject.url}")
    return "\n\n".join(lines)


def _item(news: News) -> str:
    day = date_format(timezone.localtime(news.at), "j F")
    parts = [f"* {news.title} ({day})", *news.text.splitlines()]
    if news.url:
        parts.append(settings.PORTAL_URL + news.url)
    return "\n  ".join(part for part in parts if part.strip())


def _link(name: str, token: str) -> str:
    return settings.PORTAL_URL + reverse(name, args=[token])


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
