"""The words of a decision: the notice by mail, and how someone can object (objects in, text out)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from budgets.decisions.models import Decision
from budgets.decisions.queries import letter_token
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@dataclass(frozen=True)
class RemedyClause:
    """What a decision must say of objecting or appealing (Awb 3:45): until when, to whom, and what to write."""

    term: str
    over: str
    lead: str
    asked: Sequence[str]
    where: str
    urgent: str


def clause_of(decision: Decision, subject: Gemeente, *, until: date | None) -> RemedyClause:
    """Return what someone can do who does not agree, in B1: object, or appeal when this answers an objection.

    `until` is the last day, None while it is not known when it is sent.
    """
    words = _appeal() if decision.is_on_objection else _objection(decision, subject)
    day = {"day": date_format(until, "j F Y") if until else ""}
    term = words["until"] % day if until else words["within"]
    asked = (
        _("uw naam en adres;"),
        _("de datum van vandaag;"),
        _("het nummer van dit besluit: %(number)s;") % {"number": decision.number},
        _("waarom u het niet met het besluit eens bent;"),
        _("uw handtekening."),
    )
    return RemedyClause(term, words["over"] % day, words["lead"], asked, words["where"], words["urgent"])


def _objection(decision: Decision, subject: Gemeente) -> dict[str, str]:
    ways = [_("Stuur uw bezwaar naar %(college)s.") % {"college": decision.on_behalf_of}]
    if website := written_address(subject.website):
        ways.append(_("Kijk op %(website)s hoe u dat online of per post doet.") % {"website": website})
    if subject.phone:
        ways.append(_("Hebt u hulp nodig? Bel %(phone)s.") % {"phone": subject.phone})
    return {
        "within": _(
            "Dan kunt u bezwaar maken. Dat kan tot zes weken na de dag waarop wij deze brief versturen."
        ),
        "until": _("Dan kunt u bezwaar maken. Stuur ons uw bezwaar uiterlijk op %(day)s."),
        "over": _("Bezwaar maken kon tot en met %(day)s."),
        "lead": _("Zet in uw bezwaar:"),
        "where": " ".join(ways),
        "urgent": _(
            "Ook als u bezwaar maakt, geldt het besluit. Kunt u daar niet op wachten? Dan kunt u de rechtbank om een "
            "tijdelijke maatregel vragen: een voorlopige voorziening. Dat kan alleen als u ook bezwaar hebt gemaakt. "
            "Op www.rechtspraak.nl leest u hoe, en wat het kost."
        ),
    }


def _appeal() -> dict[str, str]:
    return {
        "within": _("Dan kunt u in beroep gaan bij de rechtbank. Dat kan tot zes weken na de dag waarop wij deze brief "
                    "versturen."),
        "until": _("Dan kunt u in beroep gaan bij de rechtbank. Dat kan tot en met %(day)s."),
        "over": _("In beroep gaan kon tot en met %(day)s."),
        "lead": _("Zet in uw beroep:"),
        "where": _("Stuur een kopie van dit besluit mee. Op www.rechtspraak.nl leest u welke rechtbank het is, hoe u "
                   "online of per post in beroep gaat, en wat het kost."),
        "urgent": _("Ook als u in beroep gaat, geldt het besluit. Kunt u daar niet op wachten? Dan kunt u de rechtbank "
                    "om een tijdelijke maatregel vragen: een voorlopige voorziening."),
    }  # fmt: skip


def written_address(url: str) -> str:
    """Write the address of a website as people do: `www.rietwolde.nl`."""
    return re.sub(r"^https?://|/$", "", url)


def notice_of(decision: Decision, subject: Gemeente) -> Letter:
    """Tell who a decision is for that it is there, with a link to the letter. What it says is not in the mail."""
    link = settings.PORTAL_URL + reverse("decisions:letter", args=[letter_token(decision)])
    last = ""
    if decision.object_until:
        last = (
            _("Bent u het er niet mee eens? U kunt in beroep gaan tot en met %(day)s. In de brief staat hoe.")
            if decision.is_on_objection
            else _(
                "Bent u het er niet mee eens? U kunt bezwaar maken tot en met %(day)s. In de brief staat hoe."
            )
        ) % {"day": date_format(decision.object_until, "j F Y")}
    paragraphs = (
        _("Goedendag,"),
        _("%(gemeente)s heeft een besluit genomen: %(subject)s.")
        % {"gemeente": subject.name, "subject": decision.subject},
        _("Lees hier de brief. U hebt geen account nodig:\n%(link)s") % {"link": link},
        _("Bewaar de brief zelf: de link werkt een half jaar. Geef hem niet door."),
        last,
        _("Het nummer van dit besluit is %(number)s.") % {"number": decision.number},
    )
    return Letter(
        _("Besluit %(number)s: %(subject)s") % {"number": decision.number, "subject": decision.subject},
        "\n\n".join(part for part in paragraphs if part),
    )
