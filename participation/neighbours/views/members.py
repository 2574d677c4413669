"""The doors of who asks and offers: their notices, what fits them, and talks in which nobody sees an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.neighbours import actions
from participation.neighbours.forms import NoticeForm, WordsForm
from participation.neighbours.models import Notice, Talk
from participation.neighbours.moderated import ident_of
from participation.neighbours.queries import fits_for, own_notices, own_talks
from participation.neighbours.states import ENDED
from participation.neighbours.views.public import find_notice, show_notice
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle_part, take_step

UNPROCESSABLE = 422


def mine(request: HttpRequest) -> HttpResponse:
    """List one's own notices and talks."""
    context = {"notices": list(own_notices(request.user)), "talks": list(own_talks(request.user))}
    return render(request, "neighbours/mine.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a notice; what was refused before can be worded anew."""
    form = NoticeForm(request.POST or None)
    if slug := request.GET.get("gebied", "")[:120]:
        form.initial["area"] = form.fields["area"].queryset.filter(slug=slug).first()
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = actions.post_notice(values.pop("area"), by=request.user, **values)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bedankt. Wij lezen uw oproep, en dan staat zij in de lijst."))
            return redirect("neighbours:change", made.public_id)
    context = {"form": form}
    return render(request, "neighbours/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_own(request: HttpRequest, public_id: str) -> Notice:
    """Return a notice of one's own, or raise Http404."""
    return get_object_or_404(own_notices(request.user), public_id=public_id[:12])


@requires("neighbours.change_own", find_own)
def change(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Show one's notice with what fits it, and take a step: longer, done, away."""
    here = reverse("neighbours:change", args=[notice.public_id])
    if request.method == "POST" and "prolong" in request.POST and notice.is_open:
        actions.prolong(notice, by=request.user)
        messages.success(request, _("Uw oproep staat er weer zes weken."))
        return redirect(here)

    def show(context: dict) -> HttpResponse:
        context |= {
            "notice": notice,
            "steps": available(notice, request.user),
            "fits": fits_for(notice) if notice.is_open else [],
            "talks": list(own_talks(request.user).filter(notice=notice)),
        }
        return render(
            request, "neighbours/change.html", context, status=UNPROCESSABLE if "refusal" in context else 200
        )

    if request.method == "POST":
        return take_step(
            request,
            notice,
            change=lambda step, reason: actions.take_step(notice, step, by=request.user, reason=reason),
            done=here,
            show=show,
        )
    return show({})


@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a notice; the talk begins."""
    found = find_notice(request, public_id)
    return settle_part(
        request,
        WordsForm(request.POST),
        act=lambda values: actions.answer_notice(found, values["words"], by=request.user),
        said=_("Uw bericht is verstuurd. Het antwoord krijgt u per e-mail."),
        show=lambda wrong: show_notice(request, found, answer_form=wrong),
    )


def find_talk(request: HttpRequest, pk: int) -> Talk:
    """Return a talk in which this person takes part, or raise Http404."""
    return get_object_or_404(own_talks(request.user), pk=pk)


@requires("neighbours.talk", find_talk)
def talk(request: HttpRequest, found: Talk) -> HttpResponse:
    """Show a talk; write, agree to share names, stop or block."""
    person, form = request.user, WordsForm()
    if request.method == "POST":
        wish, said = request.POST.get("do"), ""
        form = WordsForm(request.POST) if wish == "write" else form
        try:
            match wish:
                case "write" if form.is_valid():
                    actions.write_line(found, form.cleaned_data["words"], by=person)
                    said = _("Uw bericht is verstuurd.")
                case "agree":
                    known = actions.agree(found, by=person)
                    said = (
                        _("U ziet nu elkaars naam en e-mailadres.")
                        if known.state == "known"
                        else _("U zei ja. Zegt de ander dat ook, dan ziet u elkaars gegevens.")
                    )
                case "end" | "block":
                    actions.end_talk(found, by=person, block=wish == "block")
                    said = _("Het gesprek is gestopt.")
        except TransitionRefused as refused:
            messages.error(request, str(refused))
            return redirect(found)
        if said:
            messages.success(request, said)
            return redirect(found)
    is_owner = found.is_owner(person)
    lines = [(line, line.person_id == person.pk) for line in found.lines.all()]
    context = {
        "talk": found,
        "lines": lines,
        "other": found.other_than(person) if found.state == "known" else None,
        "agreed": found.owner_agrees if is_owner else found.other_agrees,
        "other_agreed": found.other_agrees if is_owner else found.owner_agrees,
        "is_over": found.state == ENDED,
        "form": form,
        "others_words": "" if all(own for _line, own in lines) else ident_of(found, of_maker=not is_owner),
    }
    return render(request, "neighbours/talk.html", context, status=UNPROCESSABLE if form.errors else 200)
