"""The doors of who walks: their lists, one list on a phone, and what it brings back; and who walks which streets."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.consultations.actions import walking
from participation.consultations.forms.walking import EntryForm, StreetsForm, WalkerForm
from participation.consultations.models import Consultation, Walker
from participation.consultations.queries.rounds import (
    lists_of,
    postcodes_as_streets,
    questions_of,
    streets_of,
    walkers_of,
)
from participation.consultations.queries.walking import doors_of, find_walker_of, next_door
from participation.consultations.states import DRAFT, MOST_ENTRIES, OPEN, RoundRefused
from participation.consultations.views.workspace import find, posted_number
from wijkportaal.foundation.people.access import public, requires

BAD_REQUEST, UNPROCESSABLE = 400, 422


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """List the walking lists of who has signed in."""
    return render(request, "consultations/mine.html", {"lists": list(lists_of(request.user))})


@public
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps walking lists on a phone. It stands here, and not with the others, so that a browser
    lets it have these pages and no more."""
    response = HttpResponse(_worker_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _worker_script() -> bytes:
    return Path(finders.find("js/walking-worker.js")).read_bytes()


def find_walker(request: HttpRequest, public_id: str) -> Walker:
    """Return a walking list of who asks, or raise Http404: nobody knows of the list of somebody else."""
    return get_object_or_404(find_walker_of(request.user), public_id=public_id[:12])


@never_cache
@requires("consultations.walk", find_walker)
def walk(request: HttpRequest, walker: Walker) -> HttpResponse:
    """Show the list door by door, with the form of one of them; take that form."""
    doors = doors_of(walker)
    data = request.POST if request.method == "POST" else None
    form = _entry_form(walker, doors, data, _questions(walker))
    if data is not None and form.is_valid():
        try:
            walking.keep_entries(walker, [form.entry], by=request.user)
        except RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(door)s is bewaard.") % {"door": form.entry.address.full})
            return redirect(walker)
    asked = posted_number(request, "address") if data is not None else request.GET.get("adres", "")[:18]
    context = {
        "walker": walker,
        "round": walker.consultation,
        "doors": doors,
        "door": next_door(doors, asked),
        "form": form,
        "key": get_random_string(32),
    }
    return render(request, "consultations/walk.html", context, status=UNPROCESSABLE if form.errors else 200)


def _questions(walker: Walker) -> list:
    return questions_of(walker.consultation)


def _entry_form(walker: Walker, doors, data, questions) -> EntryForm:
    return EntryForm(
        data, questions=questions, doors={door.pk: door for door in doors}, consultation=walker.consultation
    )


@require_POST
@requires("consultations.walk", find_walker)
def sync(request: HttpRequest, walker: Walker) -> HttpResponse:
    """Take what a phone brings; it hears of each entry whether it is kept, and why not, so that it knows what it may
    forget."""
    entries = _read(request.body)
    if entries is None:
        return JsonResponse({"why": _("Deze lijst is niet te lezen. Ververs de pagina.")}, status=BAD_REQUEST)
    doors, questions = doors_of(walker), _questions(walker)
    results: dict[str, dict[str, Any]] = {}
    good = []
    for key, data in entries:
        form = _entry_form(walker, doors, data, questions)
        if form.is_valid():
            good.append(form.entry)
        else:
            results[key] = {"state": "refused", "why": form.why}
    try:
        for kept in walking.keep_entries(walker, good, by=request.user):
            results[kept.key] = {"state": "saved" if kept.is_new else "known", "late": kept.is_late}
    except RoundRefused as refused:
        results |= {entry.key: {"state": "refused", "why": str(refused)} for entry in good}
    return JsonResponse({"results": [{"key": key, **result} for key, result in results.items()]})


def _read(body: bytes) -> list[tuple[str, QueryDict]] | None:
    """Return the entries of a batch as their forms would be sent; None for what is no batch."""
    try:
        batch = json.loads(body)["entries"]
        entries = [(str(each["key"])[:40], _as_form(each)) for each in batch[:MOST_ENTRIES]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return entries


def _as_form(entry: dict) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in entry.get("fields", {}).items():
        data.setlist(str(name), [str(value) for value in values])
    for name in ("key", "address", "outcome", "at"):
        data[name] = str(entry.get(name, ""))
    return data


@never_cache
@requires("consultations.work_on_round", find)
def routes(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Say which streets are walked and who walks them."""
    data = request.POST if request.method == "POST" else None
    asked = data.get("do", "") if data else ""
    initial = {"text": postcodes_as_streets(found.area)} if "postcodes" in request.GET else {}
    street_form = StreetsForm(data if asked == "streets" else None, initial=initial)
    walker_form = WalkerForm(data if asked == "walker" else None, consultation=found)
    try:
        said = _change_routes(request, found, asked, street_form, walker_form)
    except RoundRefused as refused:
        messages.error(request, str(refused))
        return redirect(request.path)
    if said:
        messages.success(request, said)
        return redirect(request.path)
    context = {
        "round": found,
        "streets": list(streets_of(found)),
        "walkers": list(walkers_of(found)),
        "street_form": street_form,
        "walker_form": walker_form,
        "has_postcodes": bool(postcodes_as_streets(found.area)) if not initial else False,
        "may_change": found.state in {DRAFT, OPEN},
        "tab": "routes",
    }
    wrong = street_form.errors or walker_form.errors
    return render(request, "consultations/routes.html", context, status=UNPROCESSABLE if wrong else 200)


def _change_routes(request, found, asked: str, street_form, walker_form) -> str:
    """Do what a form of the page asks and return what to say of it; nothing when a form is not right."""
    by = request.user
    if asked == "streets" and street_form.is_valid():
        number = walking.add_streets(found, street_form.cleaned_data["text"], by=by)
        return _("%(number)d deuren toegevoegd.") % {"number": number}
    if asked == "walker" and walker_form.is_valid():
        values = walker_form.cleaned_data
        walking.set_walker(found, values["email"], values["streets"], by=by)
        return _("Deze loper krijgt een e-mail met de weg naar de looplijst.")
    if asked == "remove_street":
        walking.remove_street(get_object_or_404(found.streets, pk=posted_number(request, "street")), by=by)
        return _("De straat is weg.")
    if asked == "remove_walker":
        walking.remove_walker(get_object_or_404(found.walkers, pk=posted_number(request, "walker")), by=by)
        return _("Deze loper doet niet meer mee.")
    return ""
