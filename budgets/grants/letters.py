"""What the mails about applications say. The decisions themselves are letters of `budgets.decisions`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from budgets.grants.models import Application, Question
from budgets.grants.states import REMIND_EVERY
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def received(application: Application) -> Letter:
    """Confirm what was sent, and say when the decision comes (art. 4:14 Awb)."""
    return _to_applicant(
        application,
        _("Wij hebben uw aanvraag: %(title)s") % {"title": application.title},
        _("Wij hebben uw aanvraag voor “%(title)s” ontvangen. U vraagt %(amount)s.")
        % {"title": application.title, "amount": euros(application.requested)},
        _("U krijgt uiterlijk %(day)s een besluit. Missen wij nog iets? Dan hoort u het eerder.")
        % {"day": _day(application.due_on)},
    )


@in_every_language
def asked(application: Application, question: Question) -> Letter:
    """Ask for what is missing, and say what happens when it does not come (art. 4:5 and 4:15 Awb)."""
    return _to_applicant(
        application,
        _("Wij hebben nog iets nodig: %(title)s") % {"title": application.title},
        _("Voor uw aanvraag “%(title)s” hebben wij nog iets nodig:") % {"title": application.title},
        _quoted(question.question),
        _("Stuur uw antwoord uiterlijk %(day)s. Zolang wij wachten, staat de termijn voor ons besluit stil.")
        % {"day": _day(question.answer_by)},
        _("Komt er geen antwoord? Dan kunnen wij besluiten uw aanvraag niet te behandelen."),
    )


@in_every_language
def answered(application: Application) -> Letter:
    """Confirm an answer, with the new date of the decision."""
    return _to_applicant(
        application,
        _("Wij hebben uw aanvulling: %(title)s") % {"title": application.title},
        _("Dank u wel. Wij gaan verder met uw aanvraag “%(title)s”.") % {"title": application.title},
        _("U krijgt nu uiterlijk %(day)s een besluit.") % {"day": _day(application.due_on)},
    )


@in_every_language
def withdrawn(application: Application) -> Letter:
    """Confirm that an application stops."""
    return _to_applicant(
        application,
        _("Uw aanvraag is ingetrokken: %(title)s") % {"title": application.title},
        _("Uw aanvraag “%(title)s” is ingetrokken. Wij doen er niets meer mee.")
        % {"title": application.title},
    )


@in_every_language
def advance_paid(application: Application, amount: Decimal) -> Letter:
    """Say that the advance is on its way, and what is expected for it; `amount` is what is paid now."""
    return _to_applicant(
        application,
        _("Uw voorschot komt eraan: %(title)s") % {"title": application.title},
        _("Wij betalen u %(amount)s als voorschot voor “%(title)s”.")
        % {"amount": euros(amount), "title": application.title},
        _("Bewaar alle bonnen. Stuur uiterlijk %(day)s uw verantwoording.")
        % {"day": _day(application.account_due_on)},
    )


@in_every_language
def whole_paid(application: Application) -> Letter:
    """Say that the whole amount is on its way."""
    return _to_applicant(
        application,
        _("Uw geld komt eraan: %(title)s") % {"title": application.title},
        _("Wij betalen u %(amount)s voor “%(title)s”. U hoeft er geen verantwoording over te sturen.")
        % {"amount": euros(application.granted), "title": application.title},
    )


@in_every_language
def account_received(application: Application) -> Letter:
    """Confirm an account."""
    return _to_applicant(
        application,
        _("Wij hebben uw verantwoording: %(title)s") % {"title": application.title},
        _("Wij hebben uw verantwoording van “%(title)s” ontvangen. Wij kijken er nu naar.")
        % {"title": application.title},
        _("Daarna krijgt u een brief met het bedrag waarop u recht hebt."),
    )


@in_every_language
def account_returned(application: Application, reason: str) -> Letter:
    """Ask for a better account, with what is not right yet."""
    return _to_applicant(
        application,
        _("Een vraag over uw verantwoording: %(title)s") % {"title": application.title},
        _("Wij hebben een vraag over uw verantwoording van “%(title)s”:") % {"title": application.title},
        _quoted(reason),
        _("Pas de verantwoording aan en stuur haar opnieuw."),
    )


@in_every_language
def closed(application: Application) -> Letter:
    """Say that nothing is open any more."""
    return _to_applicant(
        application,
        _("Uw subsidie is afgerond: %(title)s") % {"title": application.title},
        _("Alles rond “%(title)s” is afgerond en betaald. U hoeft niets meer te doen.")
        % {"title": application.title},
    )


@in_every_language
def answer_reminder(question: Question) -> Letter:
    """Remind an applicant that an answer is awaited."""
    application = question.application
    return _to_applicant(
        application,
        _("Wij wachten op uw antwoord: %(title)s") % {"title": application.title},
        _("Wij wachten nog op uw antwoord voor “%(title)s”:") % {"title": application.title},
        _quoted(question.question),
        _("U kunt antwoorden tot en met %(day)s.") % {"day": _day(question.answer_by)},
    )


@in_every_language
def account_reminder(application: Application, *, today: date) -> Letter:
    """Remind an applicant of the account, before its day or after it."""
    if today > application.account_due_on:
        text = _("De verantwoording van “%(title)s” had er op %(day)s moeten zijn.")
    else:
        text = _("Stuur de verantwoording van “%(title)s” uiterlijk %(day)s.")
    return _to_applicant(
        application,
        _("Uw verantwoording: %(title)s") % {"title": application.title},
        text % {"title": application.title, "day": _day(application.account_due_on)},
        _("Komt er geen verantwoording, dan kan het bedrag lager worden vastgesteld. Dan moet u misschien geld "
          "terugbetalen."),
    )  # fmt: skip


def decision_reminder(application: Application, person: Person) -> Letter:
    """Remind who reviews or decides that the term is nearly over, or is."""
    return Letter(
        _("Besluit nodig: %(title)s") % {"title": application.title},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("Over de aanvraag “%(title)s” (%(area)s) moet uiterlijk %(day)s zijn besloten: %(left)s.")
            % {
                "title": application.title,
                "area": application.area,
                "day": _day(application.due_on),
                "left": application.time_left,
            },
            _address(application),
        ),
    )


def reminder_key(kind: str, record, due: date, *, today: date, to: str) -> str:
    """Name a reminder, so that it goes once before its day, and once in every two weeks after it."""
    days = (today - due).days
    part = "before" if days <= 0 else f"late-{(days - 1) // REMIND_EVERY.days}"
    return f"grants.{kind}:{record.pk}:{to}:{due}:{part}"


def _to_applicant(application: Application, subject: str, *paragraphs: str) -> Letter:
    name = str(application.applicant) if application.applicant else ""
    opening = (
        _("Beste %(name)s,") % {"name": name} if name and not application.organisation_id else _("Goedendag,")
    )
    link = _("Alles over uw aanvraag leest u hier:\n%(link)s") % {"link": _address(application)}
    number = _("Kenmerk: %(number)s") % {"number": application.number}
    return Letter(subject, _written(opening, *paragraphs, link, number))


def _address(application: Application) -> str:
    return settings.PORTAL_URL + reverse("grants:application", args=[application.number])


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
