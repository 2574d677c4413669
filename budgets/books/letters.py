"""What the letters about a book say. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from budgets.books.models import AnnualAccount, Auditor, VillageRequest
from budgets.books.states import GRANTED, LAPSED
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.money.calculations import euros

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def asked_letter(request: VillageRequest) -> Letter:
    """Tell a villager that the board has the request."""
    return Letter(
        _("Wij hebben uw verzoek: %(what)s") % {"what": request.what},
        _written(
            _("Beste %(name)s,") % {"name": request.name},
            _("U vroeg %(amount)s aan %(board)s voor: %(what)s.")
            % {"amount": euros(request.amount), "board": request.book.name, "what": request.what},
            _("Het bestuur bespreekt uw verzoek. U krijgt het antwoord per e-mail."),
        ),
    )


def new_request_letter(request: VillageRequest) -> Letter:
    """Tell the board of a new request."""
    return Letter(
        _("Nieuw verzoek: %(what)s") % {"what": request.what},
        _written(
            _("Goedendag,"),
            _("Een bewoner vraagt %(amount)s voor: %(what)s. Het is nodig op %(day)s.")
            % {
                "amount": euros(request.amount),
                "what": request.what,
                "day": date_format(request.wanted_on, "j F Y"),
            },
            _("Lees het verzoek en geef antwoord:"),
            settings.PORTAL_URL + request.get_absolute_url(),
        ),
    )


@in_every_language
def answer_letter(request: VillageRequest) -> Letter:
    """Tell a villager what the board decided, and why."""
    if request.state == GRANTED:
        outcome = _("Het bestuur zegt ja. U krijgt %(amount)s.") % {"amount": euros(request.granted)}
    elif request.state == LAPSED:
        outcome = _("Wat het bestuur had toegezegd, gaat niet door.")
    else:
        outcome = _("Het bestuur zegt nee.")
    return Letter(
        _("Antwoord op uw verzoek: %(what)s") % {"what": request.what},
        _written(
            _("Beste %(name)s,") % {"name": request.name},
            _("U vroeg geld aan %(board)s voor: %(what)s.")
            % {"board": request.book.name, "what": request.what},
            outcome,
            _("De reden: %(reason)s") % {"reason": request.reason},
            _("Hebt u een vraag? Vraag het aan het bestuur."),
        ),
    )


def audit_letter(auditor: Auditor, token: str) -> Letter:
    """Ask a member of the kascommissie to look at the account and sign."""
    account = auditor.account
    return Letter(
        _("Wilt u de jaarrekening van %(account)s controleren?") % {"account": account},
        _written(
            _("Beste %(name)s,") % {"name": auditor.name},
            _(
                "U zit in de kascommissie van %(board)s. De jaarrekening van %(year)d staat klaar, met de bonnen."
            )
            % {"board": account.book.name, "year": account.year},
            _("Kijk alles na en zeg of u akkoord bent. U hebt geen account nodig:"),
            settings.PORTAL_URL + reverse("books:audit", args=[token]),
            _("De link is van u alleen. Geef hem niet door: in de bonnen staan namen."),
        ),
    )


def audited_letter(account: AnnualAccount) -> Letter:
    """Tell the penningmeester that the kascommissie agrees."""
    return Letter(
        _("De kascommissie is akkoord: %(account)s") % {"account": account},
        _written(
            _("Goedendag,"),
            _("Beide leden van de kascommissie zijn akkoord. Leg de jaarrekening voor aan de leden."),
            settings.PORTAL_URL + account.get_absolute_url(),
        ),
    )


def handed_back_letter(account: AnnualAccount, who: str, remark: str) -> Letter:
    """Tell the penningmeester that the account came back, and why."""
    return Letter(
        _("Terug voor u: jaarrekening %(account)s") % {"account": account},
        _written(
            _("Goedendag,"),
            _("De jaarrekening is weer open. Teruggegeven door: %(who)s.") % {"who": who},
            _("De opmerking: %(remark)s") % {"remark": remark},
            settings.PORTAL_URL + account.get_absolute_url(),
        ),
    )


def received_letter(account: AnnualAccount) -> Letter:
    """Tell the penningmeester that the gemeente accepts the account."""
    return Letter(
        _("De gemeente is akkoord: jaarrekening %(account)s") % {"account": account},
        _written(
            _("Goedendag,"),
            _("De gemeente heeft de jaarrekening bekeken en is akkoord. U hoeft niets meer te doen."),
            settings.PORTAL_URL + account.get_absolute_url(),
        ),
    )


def _written(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)
