"""The doors for what people want: the list with what is done to many, one wish, and the numbers of a round."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from areas.themes.queries import themes_in_use
from participation.consultations.actions import wishes as actions
from participation.consultations.drawings import column_labels, show_figures
from participation.consultations.forms.wishes import ReplyForm, SplitForm, WishFilter, WishForm
from participation.consultations.models import Consultation, Wish
from participation.consultations.queries.figures import figures_of
from participation.consultations.queries.wishes import (
    cards_of,
    suggestions_for,
    visible_wishes,
    wishes_like,
    wishes_of,
)
from participation.consultations.states import RoundRefused
from participation.consultations.views.workspace import find, posted_number
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 50
AT_ONCE = 200
UNPROCESSABLE = 422


@never_cache
@requires("consultations.work_on_round", find)
def wishes(request: HttpRequest, found: Consultation) -> HttpResponse:
    """List the wishes of a round, with what may be the same; do one thing to all that were chosen."""
    if request.method == "POST":
        _do_to_many(request, found)
        return redirect(request.get_full_path())
    narrowed = WishFilter(request.GET, wishes_of(found), request=request)
    context = {
        "round": found,
        "filter": narrowed,
        "page": Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "suggestions": suggestions_for(found),
        "themes": list(themes_in_use()),
        "may_answer": request.user.has_perm("consultations.answer_wish", found),
        "may_change": not found.is_reported,
        "tab": "wishes",
    }
    return render(request, "consultations/wishes.html", context)


def _do_to_many(request: HttpRequest, found: Consultation) -> None:
    numbers = [int(n) for n in request.POST.getlist("wish")[:AT_ONCE] if n.isdecimal() and len(n) < 19]
    known = wishes_of(found).in_bulk(numbers)
    chosen = [known[number] for number in numbers if number in known]
    asked, by = request.POST.get("do", ""), request.user
    if not chosen:
        messages.error(request, _("Kies eerst een of meer wensen."))
        return
    try:
        if asked == "merge":
            said = _("Samengevoegd tot “%(title)s”.") % {"title": actions.merge_wishes(chosen, by=by).title}
        elif asked == "theme":
            theme = themes_in_use().filter(slug=request.POST.get("theme", "")[:60]).first()
            if theme is None:
                messages.error(request, _("Kies een thema."))
                return
            number = actions.set_theme(chosen, theme, by=by)
            said = ngettext(
                "Het thema van %(n)d wens is gezet.", "Het thema van %(n)d wensen is gezet.", number
            ) % {"n": number}
        elif asked == "signal" and by.has_perm("consultations.answer_wish", found):
            number = actions.hand_in_all(chosen, reply=str(ReplyForm.FIRST_WORDS["become_signal"]), by=by)
            said = ngettext("%(n)d wens is nu een signaal.", "%(n)d wensen zijn nu signalen.", number) % {
                "n": number
            }
        else:
            return
    except (RoundRefused, TransitionRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


def find_wish(request: HttpRequest, pk: int) -> Wish:
    """Return a wish of a round of where this person works, or raise Http404."""
    return get_object_or_404(visible_wishes(request.user), pk=pk)


@never_cache
@requires("consultations.work_on_round", find_wish)
def wish(request: HttpRequest, found: Wish) -> HttpResponse:
    """Show a wish with its cards and what looks like it; answer, change, merge or split it."""
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    doors: dict[str, Callable[[HttpRequest, Wish], HttpResponse]] = {
        "reply": _reply,
        "change": _change,
        "merge": _merge,
        "take_out": _take_out,
        "split": _split,
    }
    if asked in doors:
        return doors[asked](request, found)
    return _show(request, found, {})


def _show(request: HttpRequest, found: Wish, more: dict) -> HttpResponse:
    steps = [] if found.consultation.is_reported else available(found, request.user)
    forms = more.pop("forms", {})
    context = {
        "wish": found,
        "round": found.consultation,
        "cards": list(cards_of(found)),
        "alike": wishes_like(found) if not found.consultation.is_reported else [],
        "replies": [
            (step, forms.get(step.transition.name) or ReplyForm(step=step.transition.name, wish=found))
            for step in steps
        ],
        "change_form": WishForm(instance=Wish.objects.get(pk=found.pk)),
        "split_form": SplitForm(),
        "may_change": not found.consultation.is_reported,
        "tab": "wishes",
    }
    return render(
        request, "consultations/wish.html", context | more, status=UNPROCESSABLE if more or forms else 200
    )


def _reply(request: HttpRequest, found: Wish) -> HttpResponse:
    name = request.POST.get("step", "")
    if name not in {step.transition.name for step in available(found, request.user)}:
        messages.error(request, _("Deze stap kan nu niet. Kijk hoe het ervoor staat."))
        return redirect(found)
    form = ReplyForm(request.POST, step=name, wish=found)
    if form.is_valid():
        try:
            actions.answer_wish(found, name, by=request.user, **form.cleaned_data)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Deze wens heeft een antwoord.") if form.cleaned_data else _("De wens staat weer open."),
            )
            return redirect(found)
    return _show(request, found, {"forms": {name: form}})


def _change(request: HttpRequest, found: Wish) -> HttpResponse:
    form = WishForm(request.POST, instance=Wish.objects.get(pk=found.pk))
    if form.is_valid():
        actions.change_wish(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Opgeslagen."))
        return redirect(found)
    return _show(request, found, {"change_form": form})


def _merge(request: HttpRequest, found: Wish) -> HttpResponse:
    other = get_object_or_404(wishes_of(found.consultation), pk=posted_number(request, "with"))
    return _done(request, found, lambda: actions.merge_wishes([found, other], by=request.user))


def _take_out(request: HttpRequest, found: Wish) -> HttpResponse:
    card = get_object_or_404(found.cards, pk=posted_number(request, "card"))

    def act() -> Wish:
        actions.take_out(card, by=request.user)
        return found

    return _done(request, found, act)


def _split(request: HttpRequest, found: Wish) -> HttpResponse:
    card = get_object_or_404(found.cards.select_related("answer"), pk=posted_number(request, "card"))
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _show(request, found, {"split_form": form, "split_card": card.pk})
    return _done(
        request,
        found,
        lambda: actions.split_off(found, card.answer, form.cleaned_data["text"], by=request.user),
    )


def _done(request: HttpRequest, found: Wish, act: Callable[[], Wish]) -> HttpResponse:
    try:
        leads_to = act()
    except RoundRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    messages.success(request, _("Opgeslagen."))
    return redirect(leads_to)


@never_cache
@requires("consultations.see_round", find)
def numbers(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Show all numbers of a round, to who works there."""
    context = {
        "round": found,
        "figures": show_figures(figures_of(found), for_anyone=False),
        "columns": column_labels(),
        "tab": "numbers",
    }
    return render(request, "consultations/numbers.html", context)
