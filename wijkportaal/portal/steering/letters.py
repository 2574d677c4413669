"""The weekly mail: what changed, on one screen. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.portal.steering.queries.news import Change, News
from wijkportaal.portal.steering.wording import value_in_words

_ = words_of(__name__)
ngettext = _.ngettext


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def weekly_letter(person, news: News) -> Text:
    """Tell somebody what changed since last week."""
    worse = sum(each.is_bad for each in news.areas)
    subject = (
        ngettext(
            "Uw gebieden deze week: %(number)d ding vraagt aandacht",
            "Uw gebieden deze week: %(number)d dingen vragen aandacht",
            worse,
        )
        % {"number": worse}
        if worse
        else _("Uw gebieden deze week")
    )
    parts = [
        _("Dag %(name)s,") % {"name": person.full_name} if person.full_name else _("Goedendag,"),
        _("Dit veranderde sinds %(day)s.") % {"day": date_format(news.since, "l j F")},
    ]
    if news.whole:
        parts.append(_("In de hele gemeente:") + "\n" + "\n".join(_line(each) for each in news.whole))
    if news.areas:
        lines = [f"- {each.area.name}: {_told(each)}" for each in news.areas]
        if news.more:
            lines.append(
                ngettext("- en nog %(number)d verandering", "- en nog %(number)d veranderingen", news.more)
                % {"number": news.more}
            )
        parts.append(_("Per gebied, eerst wat aandacht vraagt:") + "\n" + "\n".join(lines))
    parts += [
        _("Alles op een rij:") + "\n" + settings.PORTAL_URL + reverse("steering:dashboard"),
        _("Wilt u deze mail niet meer? Zet hem uit bij Instellingen:")
        + "\n"
        + settings.PORTAL_URL
        + reverse("steering:settings"),
    ]
    return Text(subject, "\n\n".join(parts) + "\n")


def _line(each: Change) -> str:
    return f"- {_told(each)}"


def _told(each: Change) -> str:
    said = _("%(title)s: van %(before)s naar %(after)s") % {
        "title": each.meaning.title,
        "before": value_in_words(each.meaning, each.before),
        "after": value_in_words(each.meaning, each.after),
    }
    return f"{said} ({_('vraagt aandacht')})" if each.is_bad else said
