"""The words of the decisions on an application, as `budgets.decisions` prints them. B1, the reader first."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from budgets.decisions.actions import Addressee, Wording
from budgets.grants.models import Application
from wijkportaal.foundation.money.calculations import euros


def addressee_of(application: Application) -> Addressee:
    """Who a decision is for: the organisation, or the one who applied."""
    applicant = application.applicant
    email = applicant.email if applicant else ""
    if organisation := application.organisation:
        return Addressee(organisation, organisation.name, organisation.address, organisation.email or email)
    return Addressee(name=str(applicant or _("de aanvrager")), email=email)


def granted_words(application: Application) -> Wording:
    """Say how much someone gets, for what, and what comes next."""
    less = application.granted - application.requested
    lines = [(_("Gevraagd"), application.requested), (_("Niet toegekend"), less)] if less else []
    return Wording(
        _("Besluit over uw aanvraag “%(title)s”") % {"title": application.title},
        _("U krijgt %(amount)s voor “%(title)s”.")
        % {"amount": euros(application.granted), "title": application.title},
        application.regulation.legal_basis,
        lines,
        application.reasons,
        _next_of(application),
    )


def _next_of(application: Application) -> str:
    regulation = application.regulation
    if regulation.settles_at_once:
        return _(
            "Wij betalen het hele bedrag. Dit besluit is ook de vaststelling. Bewaar uw bonnen een jaar."
        )
    sentences = [_("Het geld is alleen voor dit plan. Bewaar alle bonnen.")]
    if application.advance_planned:
        sentences.append(
            _("U krijgt een voorschot van %(amount)s.") % {"amount": euros(application.advance_planned)}
        )
    sentences.append(
        _("Stuur ons uiterlijk %(day)s uw verantwoording: een kort verslag met de bonnen. Dan stellen wij vast op "
          "welk bedrag u recht hebt.") % {"day": date_format(application.account_due_on, "j F Y")}
    )  # fmt: skip
    return " ".join(sentences)


def rejected_words(application: Application, reasons: str) -> Wording:
    """Say that someone gets nothing, and why."""
    return Wording(
        _("Besluit over uw aanvraag “%(title)s”") % {"title": application.title},
        _("U krijgt geen geld voor “%(title)s”. Hieronder leest u waarom.") % {"title": application.title},
        application.regulation.legal_basis,
        reasons=reasons,
    )


def set_aside_words(application: Application, reasons: str) -> Wording:
    """Say that an application is not looked at any further: what was asked did not come."""
    return Wording(
        _("Wij behandelen uw aanvraag “%(title)s” niet") % {"title": application.title},
        _("Wij hebben om een aanvulling gevraagd. Die hebben wij niet op tijd gekregen. Daarom kijken wij niet verder "
          "naar uw aanvraag.") + " " + _("U kunt opnieuw aanvragen, met alle gegevens erbij."),
        _("Artikel 4:5 van de Algemene wet bestuursrecht; %(basis)s") % {"basis": application.regulation.legal_basis},
        reasons=reasons,
    )  # fmt: skip


def withdrawn_words(application: Application) -> Wording:
    """Say that a grant is taken back because the applicant asked for it."""
    return Wording(
        _("Uw subsidie voor “%(title)s” is ingetrokken") % {"title": application.title},
        _("U hebt uw aanvraag ingetrokken. Daarom trekken wij het besluit in waarin u %(amount)s kreeg.")
        % {"amount": euros(application.granted)},
        application.regulation.legal_basis,
    )


def settled_words(application: Application, reasons: str, *, reference: str) -> Wording:
    """Say on which amount someone has a right in the end, and who still pays whom, with the reference for the bank."""
    lines = [(_("Toegekend"), application.granted)]
    if application.final < application.granted:
        lines.append((_("Niet gebruikt of niet goedgekeurd"), application.final - application.granted))
    return Wording(
        _("Vaststelling van uw subsidie voor “%(title)s”") % {"title": application.title},
        _("Wij stellen uw subsidie vast op %(amount)s.") % {"amount": euros(application.final)},
        application.regulation.legal_basis,
        lines,
        reasons,
        balance_in_words(application, reference=reference),
    )


def balance_in_words(application: Application, *, reference: str) -> str:
    """Say who still pays whom how much."""
    named = {"paid": euros(application.advance), "reference": reference}
    if application.still_to_pay:
        return _("U hebt %(paid)s gekregen. Wij betalen u nog %(rest)s.") % (
            named | {"rest": euros(application.still_to_pay)}
        )
    if application.to_pay_back:
        return _("U hebt %(paid)s gekregen. Betaal %(rest)s terug binnen zes weken na deze brief. Zet het kenmerk "
                 "%(reference)s bij uw betaling.") % (named | {"rest": euros(application.to_pay_back)})  # fmt: skip
    return _("U hoeft niets meer te doen.")


def revised_words(application: Application) -> str:
    """Say in the answer to an objection what someone now gets, and what comes next."""
    amount = _("U krijgt nu %(amount)s voor “%(title)s”.") % {
        "amount": euros(application.granted),
        "title": application.title,
    }
    return f"{amount} {_next_of(application)}"


def settled_again_words(application: Application, *, reference: str) -> str:
    """Say in the answer to an objection what is fixed now, and who still pays whom."""
    amount = _("Wij stellen uw subsidie voor “%(title)s” nu vast op %(amount)s.") % {
        "amount": euros(application.final),
        "title": application.title,
    }
    return f"{amount} {balance_in_words(application, reference=reference)}"
