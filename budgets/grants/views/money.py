"""The doors of who pays, settles and balances."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from budgets.grants.actions import money
from budgets.grants.forms.applications import ReasonForm
from budgets.grants.forms.deciding import SettleForm
from budgets.grants.models import Application
from budgets.grants.queries import spent_on
from budgets.grants.views.steps import step_door, take
from wijkportaal.foundation.money.calculations import euros


@step_door("grants.pay", "pay")
def pay(request: HttpRequest, application: Application) -> HttpResponse:
    """Pay the advance, or the whole."""
    whole = application.regulation.settles_at_once
    amount = application.to_pay_first - application.advance
    return take(
        request,
        application,
        forms.Form(request.POST or None),
        title=_("Uitbetalen") if whole else _("Voorschot betalen"),
        lead=_("Betaal %(amount)s via de financiële administratie.") % {"amount": euros(amount)},
        done=_("De betaling is geboekt."),
        act=lambda values: money.pay(application, by=request.user),
        template="grants/pay.html",
    )


@step_door("grants.settle", "return_account")
def return_account(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask the applicant to account again."""
    return take(
        request,
        application,
        ReasonForm(request.POST or None),
        title=_("Verantwoording terugsturen"),
        done=_("De verantwoording is teruggestuurd."),
        act=lambda values: money.return_account(application, reason=values["reason"], by=request.user),
    )


@step_door("grants.settle", "settle")
def settle(request: HttpRequest, application: Application) -> HttpResponse:
    """Fix the amount, with the receipts beside it."""
    spent = spent_on(application)
    return take(
        request,
        application,
        SettleForm(request.POST or None, application=application, spent=spent),
        title=_("Vaststellen"),
        done=_("Het bedrag is vastgesteld."),
        act=lambda values: money.settle(
            application, final=values["final"], reasons=values["reasons"], by=request.user
        ),
        template="grants/settle.html",
        context={"spent": spent, "receipts": application.receipts.select_related("file")},
    )


@step_door("grants.pay", "balance")
def balance(request: HttpRequest, application: Application) -> HttpResponse:
    """Book the rest that was paid, or what came back."""
    if application.to_pay_back:
        lead = _("De aanvrager moet %(amount)s terugbetalen.")
    else:
        lead = _("De aanvrager krijgt nog %(amount)s. Betaal het via de financiële administratie.")
    return take(
        request,
        application,
        forms.Form(request.POST or None),
        title=_("Terugbetaling boeken") if application.to_pay_back else _("Rest betalen"),
        lead=lead % {"amount": euros(application.to_pay_back or application.still_to_pay)},
        done=_("De verrekening is geboekt."),
        act=lambda values: money.balance(application, by=request.user),
        template="grants/pay.html",
    )
