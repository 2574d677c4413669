"""What the letters that ask professionals for their judgement say."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from programmes.analysis.models import JudgementRequest
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def request_letter(request: JudgementRequest) -> Letter:
    """Ask a professional how it goes in an area."""
    names = _names(request)
    return Letter(
        _("Hoe gaat het in %(area)s? Uw oordeel wordt gevraagd") % names,
        _written(
            _("Beste %(name)s,") % names,
            _(
                "We maken de buurtanalyse %(year)s van %(area)s. Daarin staat naast de cijfers wat professionals "
                "weten. Wilt u per thema dat u kent zeggen hoe het gaat, in uw eigen woorden?"
            )
            % names,
            request.message,
            _("Dat kost ongeveer vijf minuten per thema. Graag op %(date)s of eerder, op deze pagina:")
            % names,
            names["address"],
            _("Uw woorden komen op de openbare pagina, met uw organisatie en zonder uw naam."),
        ),
    )


def reminder_letter(request: JudgementRequest) -> Letter:
    """Remind a professional who gave no judgement yet."""
    names = _names(request)
    when = (
        _("We vroegen uw antwoord op %(date)s of eerder.")
        if request.is_late
        else _("Dat kan nog tot en met %(date)s.")
    )
    return Letter(
        _("Nog gevraagd: hoe gaat het in %(area)s?") % names,
        _written(
            _("Beste %(name)s,") % names,
            _("Op %(asked)s vroegen we u hoe het gaat in %(area)s. We hebben nog geen oordeel van u.")
            % names,
            when % names,
            names["address"],
            _("Kunt u er niets over zeggen? Laat het de wijkmanager weten, dan herinneren we u niet meer."),
        ),
    )


def _names(request: JudgementRequest) -> dict[str, object]:
    return {
        "name": request.person,
        "area": request.area.name,
        "year": request.analysis.year,
        "asked": date_format(request.asked_on, "j F"),
        "date": date_format(request.due_on, "j F Y"),
        "address": settings.PORTAL_URL + reverse("analysis:new_judgement", args=[request.analysis_id]),
    }


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part) + "\n"
