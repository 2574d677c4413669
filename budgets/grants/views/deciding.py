"""The doors of who reviews, advises and decides."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from budgets.grants.actions import deciding
from budgets.grants.forms.applications import (
    AdviceForm,
    AssessForm,
    DecideForm,
    QuestionForm,
    ReasonForm,
)
from budgets.grants.models import Application
from budgets.grants.queries import checks_of, room_for
from budgets.grants.states import PROPOSED
from budgets.grants.views.steps import find, step_door, take
from wijkportaal.foundation.people.access import requires


@step_door("grants.review", "ask")
def ask(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask for what is missing."""
    return take(
        request,
        application,
        QuestionForm(request.POST or None),
        title=_("Om aanvulling vragen"),
        lead=_("De aanvrager krijgt uw vraag per e-mail. De termijn staat stil tot het antwoord er is."),
        done=_("De vraag is verstuurd. De termijn staat stil."),
        act=lambda values: deciding.ask(
            application, values["question"], answer_by=values["answer_by"], by=request.user
        ),
    )


@step_door("grants.review", "assess")
def assess(request: HttpRequest, application: Application) -> HttpResponse:
    """Go through the checklist."""
    form = AssessForm(request.POST or None, checklist=application.regulation.checklist)
    return take(
        request,
        application,
        form,
        title=_("Beoordelen"),
        done=_("De beoordeling is opgeslagen. Een collega beslist."),
        act=lambda values: deciding.assess(application, form.points, values["judgement"], by=request.user),
        template="grants/assess.html",
        context={"checks": checks_of(application)},
    )


@requires("grants.advise", find)
def advise(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the advice of the wijkteam."""
    return take(
        request,
        application,
        AdviceForm(request.POST or None),
        title=_("Advies geven"),
        lead=_("Uw advies gaat naar wie beslist. De aanvrager leest het niet in het portaal."),
        done=_("Uw advies is opgeslagen."),
        act=lambda values: deciding.advise(application, **values, by=request.user),
    )


@step_door("grants.review", "look_again")
def look_again(request: HttpRequest, application: Application) -> HttpResponse:
    """Send it back to the review."""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = ""
    return take(
        request,
        application,
        form,
        title=_("Opnieuw beoordelen"),
        done=_("De aanvraag wordt opnieuw beoordeeld."),
        act=lambda values: deciding.look_again(application, reason=values["reason"], by=request.user),
    )


@step_door("grants.decide", "grant")
def decide(request: HttpRequest, application: Application) -> HttpResponse:
    """Decide; above the limit the first of two gives it on, and the second confirms or refuses."""
    form = DecideForm(request.POST or None, application=application)
    confirms = application.state == PROPOSED
    if confirms:
        form.fields["outcome"].choices = [
            (DecideForm.GRANT, _("Akkoord: toekennen zoals voorgesteld")),
            (DecideForm.REJECT, _("Afwijzen")),
        ]
        form.fields.pop("amount")

    def act(values: dict) -> None:
        if values["outcome"] == DecideForm.REJECT:
            deciding.reject(application, reasons=values["reasons"], by=request.user)
            return
        step = deciding.propose if application.needs_second_decision and not confirms else deciding.grant
        amount = application.proposed_amount if confirms else values["amount"]
        step(application, amount=amount, reasons=values["reasons"], by=request.user)

    return take(
        request,
        application,
        form,
        title=_("Besluiten"),
        done=_("Uw besluit is vastgelegd."),
        act=act,
        template="grants/decide.html",
        context={"confirms": confirms, "room": room_for(application), "advices": application.advices.all()},
    )


@step_door("grants.decide", "set_aside")
def set_aside(request: HttpRequest, application: Application) -> HttpResponse:
    """Leave an application that was not completed."""
    return take(
        request,
        application,
        ReasonForm(request.POST or None),
        title=_("Niet behandelen"),
        lead=_("De aanvulling bleef uit. De aanvrager krijgt hierover een brief (artikel 4:5 Awb)."),
        done=_("De aanvraag wordt niet behandeld."),
        act=lambda values: deciding.set_aside(application, reasons=values["reason"], by=request.user),
    )
