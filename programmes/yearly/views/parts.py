"""The doors to what a programme consists of: its texts, its projects and its agenda."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.yearly import actions
from programmes.yearly.forms import AgendaItemForm, EntryForm, NewPartForm, PartForm, PictureForm
from programmes.yearly.models import AgendaItem, Entry, Part, Programme
from programmes.yearly.queries import visible_to
from programmes.yearly.views.editor import find_programme, while_draft
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.pictures.actions import describe_picture


def find_part(request: HttpRequest, pk: int) -> Part:
    return _find(Part, request, pk, "supplier", "picture", "edited_by")


def find_entry(request: HttpRequest, pk: int) -> Entry:
    return _find(Entry, request, pk, "project__theme", "edited_by")


def find_agenda_item(request: HttpRequest, pk: int) -> AgendaItem:
    return _find(AgendaItem, request, pk, "edited_by")


def _find(model, request: HttpRequest, pk: int, *related: str):
    """Return a record of a programme that this person may see; else raise Http404."""
    records = model.objects.select_related("programme__area", *related)
    return get_object_or_404(records.filter(programme__in=visible_to(request.user)), pk=pk)


def _back(programme: Programme, place: str = "") -> str:
    address = reverse("yearly:editor", args=[programme.pk])
    return f"{address}#{place}" if place else address


@requires("yearly.make_programme", find_part)
@while_draft
def part(request: HttpRequest, part: Part) -> HttpResponse:
    """Edit one text of a programme; saves itself."""
    return edit_record(
        request,
        part,
        form_class=PartForm,
        save=lambda form, version: actions.edit_part(
            part, form.cleaned_data, version=version, by=request.user
        ),
        template="yearly/part.html",
        done=_back(part.programme, "onderdelen"),
        context={"part": part, "programme": part.programme},
    )


@requires("yearly.edit_programme", find_part)
def part_picture(request: HttpRequest, part: Part) -> HttpResponse:
    """Choose the picture beside a text."""
    picture = part.picture
    initial = {"picture": picture, "alt": picture.alt, "credit": picture.credit} if picture else {}
    form = PictureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if values["picture"] != picture:
            actions.set_part_picture(
                part, values["picture"] or None, alt=values["alt"], credit=values["credit"], by=request.user
            )
        elif picture and (picture.alt, picture.credit) != (values["alt"], values["credit"]):
            describe_picture(picture, alt=values["alt"], credit=values["credit"], by=request.user)
        messages.success(request, _("De foto is opgeslagen."))
        return redirect("yearly:part", part.pk)
    context = {"form": form, "programme": part.programme, "title": _("Foto bij “%(part)s”") % {"part": part}}
    return render(request, "yearly/picture.html", context, status=422 if form.errors else 200)


@requires("yearly.edit_programme", find_programme)
def new_part(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add one more text."""
    form = NewPartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_part(programme, **form.cleaned_data, by=request.user)
        return redirect("yearly:part", made.pk)
    context = {"form": form, "programme": programme, "title": _("Onderdeel toevoegen")}
    return render(request, "yearly/form.html", context, status=422 if form.errors else 200)


@require_POST
@requires("yearly.edit_programme", find_part)
def change_part(request: HttpRequest, part: Part) -> HttpResponse:
    """Move a text up or down, or take it out."""
    match request.POST.get("do"):
        case "up":
            actions.move_part(part, places=-1, by=request.user)
        case "down":
            actions.move_part(part, places=1, by=request.user)
        case "remove":
            actions.remove_part(part, by=request.user)
            messages.success(request, _("“%(part)s” is uit het programma.") % {"part": part})
    return redirect(_back(part.programme, "onderdelen"))


@requires("yearly.make_programme", find_entry)
@while_draft
def entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Edit what is promised about a project this year; saves itself."""
    return edit_record(
        request,
        entry,
        form_class=EntryForm,
        save=lambda form, version: actions.edit_entry(
            entry, form.cleaned_data, version=version, by=request.user
        ),
        template="yearly/entry.html",
        done=_back(entry.programme, "projecten"),
        context={"entry": entry, "programme": entry.programme},
    )


@require_POST
@requires("yearly.edit_programme", find_entry)
def change_entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Move a project up or down in its theme, or take it out of the programme."""
    match request.POST.get("do"):
        case "up":
            actions.move_entry(entry, places=-1, by=request.user)
        case "down":
            actions.move_entry(entry, places=1, by=request.user)
        case "remove":
            actions.remove_entry(entry, by=request.user)
            messages.success(
                request,
                _("“%(title)s” is uit het programma. Het project zelf bestaat nog.") % {"title": entry.title},
            )
    return redirect(_back(entry.programme, "projecten"))


@requires("yearly.edit_programme", find_programme)
def new_agenda_item(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a date to the agenda."""
    form = AgendaItemForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.save_agenda_item(programme, form.cleaned_data, by=request.user)
        messages.success(request, _("De datum staat op de agenda."))
        return redirect(_back(programme, "agenda"))
    context = {"form": form, "programme": programme, "title": _("Datum toevoegen aan de agenda")}
    return render(request, "yearly/form.html", context, status=422 if form.errors else 200)


@requires("yearly.make_programme", find_agenda_item)
@while_draft
def agenda_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Change a date on the agenda; saves itself."""
    return edit_record(
        request,
        item,
        form_class=AgendaItemForm,
        save=lambda form, version: actions.save_agenda_item(
            item.programme, form.cleaned_data, item=item, version=version, by=request.user
        ),
        template="yearly/agenda_item.html",
        done=_back(item.programme, "agenda"),
        context={"item": item, "programme": item.programme},
        options={"programme": item.programme},
    )


@require_POST
@requires("yearly.edit_programme", find_agenda_item)
def remove_agenda_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Take a date off the agenda."""
    actions.remove_agenda_item(item, by=request.user)
    messages.success(request, _("De datum is van de agenda gehaald."))
    return redirect(_back(item.programme, "agenda"))
