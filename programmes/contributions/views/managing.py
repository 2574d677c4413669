"""The doors for the wijkmanager: how far everybody is, reminding, asking and handing back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from programmes.contributions import actions
from programmes.contributions.forms import HandBackForm
from programmes.contributions.queries import progress_of
from programmes.contributions.views.writing import find_part, frame_of
from programmes.yearly import actions as yearly
from programmes.yearly.forms import AskForm
from programmes.yearly.models import Part, Programme
from programmes.yearly.states import ProgrammeClosed
from programmes.yearly.views.editor import find_programme, while_draft
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle


@requires("yearly.see_draft", find_programme)
def progress(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show who is ready, late or over length, on one page."""
    lines = progress_of(programme)
    context = {
        "programme": programme,
        "lines": lines,
        "ready": sum(line.part.is_ready for line in lines),
        "late": sum(line.part.is_late for line in lines),
        "over": sum(bool(line.part.words_over) for line in lines),
        "can_be_reminded": any(line.can_be_reminded for line in lines),
        "may_manage": programme.is_draft and request.user.has_perm("contributions.remind", programme),
    }
    return render(request, "contributions/progress.html", context)


@require_POST
@requires("contributions.remind", find_programme)
def remind(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Remind everybody who is not ready, or one organisation."""
    one = request.POST.get("organisation", "")
    if not programme.is_draft:
        messages.error(request, str(ProgrammeClosed(programme)))
        return redirect("contributions:progress", programme.pk)
    reminded = actions.remind(
        programme, by=request.user, organisation=int(one) if one.isdecimal() and len(one) < 10 else None
    )
    if reminded:
        text = ngettext(
            "%(number)d persoon krijgt een e-mail: %(names)s.",
            "%(number)d mensen krijgen een e-mail: %(names)s.",
            len(reminded),
        )
        names = ", ".join(str(person) for person in reminded)
        messages.success(request, text % {"number": len(reminded), "names": names})
    else:
        messages.info(request, _("Iedereen die nog niet klaar is, kreeg vandaag al een e-mail."))
    return redirect("contributions:progress", programme.pk)


@requires("yearly.hand_back_part", find_part)
@while_draft
def ask(request: HttpRequest, part: Part) -> HttpResponse:
    """Change who supplies a part, by when and how long it may be."""
    return edit_record(
        request,
        part,
        form_class=AskForm,
        save=lambda form, version: yearly.ask_of_part(
            part, form.cleaned_data, version=version, by=request.user
        ),
        template="contributions/ask.html",
        done=reverse("contributions:progress", args=[part.programme_id]),
        context=frame_of(request, part),
    )


@requires("yearly.hand_back_part", find_part)
def hand_back(request: HttpRequest, part: Part) -> HttpResponse:
    """Give a part back to its supplier with a remark."""
    return settle(
        request,
        HandBackForm(request.POST or None),
        act=lambda values: actions.hand_back(part, **values, by=request.user),
        said=_("“%(part)s” is teruggegeven.") % {"part": part},
        template="contributions/form.html",
        context=frame_of(request, part) | {"title": _("Teruggeven met een opmerking")},
        done=reverse("contributions:progress", args=[part.programme_id]),
        refusals=(TransitionRefused, EditRefused),
    )
