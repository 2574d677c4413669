"""The doors of who reviews, advises and decides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from budgets.grants.actions import deciding
from budgets.grants.actions.revising import revise
from budgets.grants.forms.applications import ReasonForm
from budgets.grants.forms.deciding import AdviceForm, AssessForm, DecideForm, QuestionForm, ReviseForm
from budgets.grants.models import Application
from budgets.grants.queries import application_of, checks_of, room_for
from budgets.grants.states import PROPOSED
from budgets.grants.views.steps import find, step_door, take
from budgets.objections.actions import answer
from budgets.objections.models import Objection
from budgets.objections.queries import visible_to as objections_visible_to
from budgets.objections.states import FOUNDED
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


def find_objection(request: HttpRequest, number: str) -> Objection:
    """Return an objection to a decision that this person may read, or raise Http404."""
    return get_object_or_404(objections_visible_to(request.user), number=number)


@requires("objections.answer", find_objection)
def answer_objection(request: HttpRequest, objection: Objection) -> HttpResponse:
    """Answer an objection to a decision on an application; when it is right, with another amount in the same go."""
    application = application_of(objection.decision)
    if application is None:
        raise Http404
    if not objection.is_open:
        messages.warning(request, _("Op dit bezwaar is al beslist."))
        return redirect(objection)

    def act(values: dict) -> None:
        if values["result"] == FOUNDED:
            revise(
                application, objection, amount=values["amount"], reasons=values["reasons"], by=request.user
            )
        else:
            answer(objection, result=values["result"], reasons=values["reasons"], by=request.user)

    return take(
        request,
        application,
        ReviseForm(request.POST or None, application=application),
        title=_("Beslissen op bezwaar"),
        done=_("De beslissing is vastgelegd. De brief wordt gemaakt."),
        act=act,
        template="grants/answer_objection.html",
        context={"objection": objection, "room": room_for(application)},
    )
