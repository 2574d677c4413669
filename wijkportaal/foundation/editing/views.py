"""The door for every form that saves itself: one function that the views of other rooms call.

The browser (static/js/autosave.js) posts the whole form to the same address, with the header `X-Editing`:
`autosave` gets JSON instead of a page, `presence` only asks who else has the form open. Without JavaScript
the Save button posts the same form and gets a page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkportaal.foundation.editing.actions import drop_draft, keep_draft, note_presence
from wijkportaal.foundation.editing.differences import Difference, differences_between, take_over
from wijkportaal.foundation.editing.models import Draft, Edited
from wijkportaal.foundation.editing.queries import draft_of, others_editing
from wijkportaal.foundation.editing.states import EditConflict, EditRefused

NOT_KEPT = ("csrfmiddlewaretoken", "version", "theirs", "unsettled")


@dataclass
class Editing:
    """What the page of a form that saves itself shows beside its fields."""

    record: Edited
    version: int
    others: list[str]
    saves_at_once: bool
    draft: Draft | None = None
    refusal: str = ""
    differences: list[Difference] = field(default_factory=list)
    unsettled: int | None = None

    @property
    def is_conflict(self) -> bool:
        return bool(self.differences)

    @property
    def other(self) -> str:
        """Who saved the record in between, by name."""
        return str(self.record.edited_by or _("iemand anders"))


def edit_record(
    request: HttpRequest,
    record: Edited,
    *,
    form_class: type[ModelForm],
    save: Callable[[ModelForm, int], Edited],
    template: str,
    done: str,
    saves_at_once: bool = True,
    context: dict | None = None,
    options: dict | None = None,
) -> HttpResponse:
    """Show, keep or save the form of one record.

    `save(form, version)` calls the action and returns the record; it may raise EditConflict or EditRefused.
    `saves_at_once=False` is for a record that the public can read: autosave then only keeps a draft of the
    person's own, and the Save button is what others see. `options` go to the form's constructor.
    """
    door = _Door(
        request, record, form_class, save, template, done, saves_at_once, context or {}, options or {}
    )
    if request.headers.get("X-Editing") == "presence":
        return door.tell_presence()
    if request.method != "POST":
        return door.open()
    if "drop" in request.POST:
        drop_draft(record, by=request.user)
        messages.info(request, _("Wat u had getypt, is weggegooid."))
        return redirect(request.path)
    return door.receive()


@dataclass
class _Door:
    request: HttpRequest
    record: Edited
    form_class: type[ModelForm]
    save: Callable[[ModelForm, int], Edited]
    template: str
    done: str
    saves_at_once: bool
    context: dict
    options: dict

    @property
    def is_autosave(self) -> bool:
        return self.request.headers.get("X-Editing") == "autosave"

    def make_form(self, data=None, record=None) -> ModelForm:
        return self.form_class(data, instance=record or self.record, **self.options)

    def tell_presence(self) -> HttpResponse:
        note_presence(self.record, by=self.request.user)
        others = others_editing(self.record, person=self.request.user)
        return JsonResponse({"others": others, "text": presence_text(others)})

    def open(self) -> HttpResponse:
        draft = draft_of(self.record, person=self.request.user)
        if draft is None:
            return self.page(self.make_form(), self.record.version)
        data = _as_data(draft.values)
        found = (
            differences_between(self.make_form, data, self.fresh())
            if draft.base_version != self.record.version
            else []
        )
        return self.page(
            self.make_form(data),
            self.record.version,
            draft=draft,
            differences=found,
            unsettled=draft.base_version if found else None,
        )

    def receive(self) -> HttpResponse:
        data = self.request.POST.copy()
        version = _number(data.get("version"))
        if self.is_autosave and data.get("unsettled"):
            return self.wait(
                data, _number(data["unsettled"]), _("Kies welke tekst blijft en druk op Opslaan.")
            )
        take_over(data, self.make_form(), data.getlist("theirs"))
        # The form writes on its instance while it validates; the record here must stay as it was read.
        form = self.make_form(data, self.fresh())
        if not form.is_valid():
            return self.hold(form, data, version)
        if self.is_autosave and not self.saves_at_once:
            return self.wait(data, version, _("Nog niet te lezen voor anderen: druk op Opslaan."))
        return self.store(form, data, version)

    def store(self, form, data, version) -> HttpResponse:
        """Save what is right; somebody else may have been first."""
        try:
            saved = self.save(form, version)
        except EditConflict as conflict:
            return self.show_conflict(data, version, conflict.record)
        except EditRefused as refused:
            return self.show_refusal(form, data, version, str(refused))
        if not self.is_autosave:
            messages.success(self.request, _("Opgeslagen."))
            return redirect(self.done)
        text = _("Bewaard om %(time)s") % {"time": now()}
        return JsonResponse({"state": "saved", "version": saved.version, "text": text})

    def hold(self, form, data, version) -> HttpResponse:
        """The form has a mistake in it: keep what was typed, and say what is wrong."""
        self.keep(data, version)
        if not self.is_autosave:
            return self.page(form, version, status=422)
        label = form[next(iter(form.errors))].label if "__all__" not in form.errors else ""
        text = (
            _("Bewaard als klad om %(time)s. Er is nog iets niet goed bij “%(field)s”.")
            if label
            else _("Bewaard als klad om %(time)s. Er is nog iets niet goed ingevuld.")
        )
        return JsonResponse(
            {"state": "kept", "version": version, "text": text % {"time": now(), "field": label}}
        )

    def wait(self, data, version, why) -> HttpResponse:
        """What is typed waits for the Save button: the public reads this record, or two texts lie side by side.

        In the second case the draft stays on its old version, so that the other's text is shown until somebody
        has chosen; typing on may never settle it.
        """
        self.keep(data, version)
        text = _("Bewaard als klad om %(time)s.") % {"time": now()}
        return JsonResponse({"state": "kept", "version": version, "text": f"{text} {why}"})

    def show_conflict(self, data, version, theirs) -> HttpResponse:
        self.keep(data, version)
        self.record = theirs
        if self.is_autosave:
            return JsonResponse(
                {
                    "state": "conflict",
                    "text": _("%(name)s heeft dit intussen ook gewijzigd. Uw tekst is apart bewaard.")
                    % {"name": theirs.edited_by or _("Iemand anders")},
                    "link": _("Bekijk beide teksten"),
                },
                status=409,
            )
        found = differences_between(self.make_form, data, self.fresh())
        form = self.make_form(data, self.fresh())
        return self.page(form, theirs.version, differences=found, unsettled=version, status=409)

    def show_refusal(self, form, data, version, message) -> HttpResponse:
        self.keep(data, version)
        if self.is_autosave:
            return JsonResponse({"state": "refused", "text": message}, status=409)
        return self.page(form, version, refusal=message, status=409)

    def keep(self, data, version) -> None:
        values = {name: data.getlist(name) for name in data if name not in NOT_KEPT}
        keep_draft(self.record, values, version=version, by=self.request.user)

    def fresh(self) -> Edited:
        """The record as the database has it, untouched by a form that validates."""
        return type(self.record)._base_manager.get(pk=self.record.pk)

    def page(self, form, version, *, status=200, **shown) -> HttpResponse:
        note_presence(self.record, by=self.request.user)
        others = others_editing(self.record, person=self.request.user)
        editing = Editing(self.record, version, others, self.saves_at_once, **shown)
        context = {"form": form, "record": self.record, "editing": editing, "others": presence_text(others)}
        return render(self.request, self.template, {**self.context, **context}, status=status)


def presence_text(others: list[str]) -> str:
    """Say who else has the form open; empty when nobody has."""
    if not others:
        return ""
    if len(others) == 1:
        return _("%(name)s heeft dit ook open.") % {"name": others[0]}
    return _("%(names)s hebben dit ook open.") % {"names": ", ".join(others)}


def now() -> str:
    return date_format(timezone.localtime(), "H:i")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _as_data(values: dict[str, list]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, typed in values.items():
        data.setlist(name, typed)
    return data
