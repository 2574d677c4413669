"""Form rendering: how Django's widgets look and read in our pages.

`PortalRenderer` makes `{{ form }}` and `{{ field.as_field_group }}` use the component library;
`field_parts` is what `<c-form-field>` needs to know of a field.
"""

import re
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


class PortalRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
    field_template_name = "components/field.html"


class DateInput(forms.DateInput):
    """A date, with the date picker of the browser. The value travels as year-month-day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown):
            # A date picker shows nothing of what it does not understand; as text it is kept.
            context["widget"]["type"] = "text"
        return context


class MomentInput(forms.DateTimeInput):
    """A day and a time, with the picker of the browser."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class ColourInput(forms.TextInput):
    """A colour, with the colour picker of the browser."""

    input_type = "color"

    def get_context(self, name, value, attrs):
        """Leave out what HTML does not know of a picker: it always gives a colour, of seven characters."""
        context = super().get_context(name, value, attrs)
        for unknown in ("maxlength", "required"):
            context["widget"]["attrs"].pop(unknown, None)
        return context


# Widget -> classes of the NL Design System. The first that fits counts.
_CLASSES = (
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (ColourInput, "wp-colour-input"),
    (forms.FileInput, "wp-file-input"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
# Kinds of input for which ARIA has no role.
NO_ROLE = frozenset({"date", "datetime-local", "time", "month", "file", "color"})
_INVALID = {
    "utrecht-checkbox": "utrecht-checkbox--invalid",
    "utrecht-textarea": "utrecht-textarea--invalid",
    "utrecht-select": "utrecht-select--invalid",
    "utrecht-textbox": "utrecht-textbox--invalid",
}


def widget_classes(widget: forms.Widget, *, invalid: bool) -> str:
    for kind, classes in _CLASSES:
        if isinstance(widget, kind):
            extra = _INVALID.get(classes.split(" ", 1)[0], "") if invalid else ""
            return f"{classes} {extra}".strip()
    return ""


@dataclass(frozen=True)
class FieldParts:
    """What stands on the page for one field of a form."""

    field: BoundField
    control: SafeString
    kind: str  # "checkbox", "group" or "control"
    input_id: str
    description_id: str
    error_id: str
    errors: list[str]
    optional: bool

    @property
    def invalid(self) -> bool:
        return bool(self.errors)

    @property
    def described_by(self) -> str:
        return _described_by(self.field, bool(self.errors))


def _described_by(field: BoundField, invalid: bool) -> str:
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    if invalid:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "group" if widget.use_fieldset else "control"


def field_parts(field: BoundField, **extra_attributes) -> FieldParts:
    widget = field.field.widget
    errors = list(field.errors)
    kind = _kind(widget)
    attributes = {**extra_attributes}
    # `required` would make the browser refuse the form in its own words before ours can be read; for a
    # screen reader aria-required says the same.
    field.form.use_required_attribute = False
    if kind != "group":
        classes = [widget.attrs.get("class", ""), widget_classes(widget, invalid=bool(errors))]
        attributes["class"] = " ".join(filter(None, [*classes, extra_attributes.get("class", "")]))
        if field.field.required:
            # ARIA knows no role for these controls, so that only HTML's own word fits them.
            has_role = getattr(widget, "input_type", "") not in NO_ROLE
            attributes |= {"aria-required": "true"} if has_role else {"required": True}
    if errors and kind != "group":
        attributes["aria-invalid"] = "true"
    described_by = _described_by(field, bool(errors))
    if described_by and kind != "group":
        attributes["aria-describedby"] = described_by
    return FieldParts(
        field=field,
        control=field.as_widget(attrs=attributes),
        kind=kind,
        input_id=field.id_for_label,
        description_id=f"{field.auto_id}_helptext",
        error_id=f"{field.auto_id}_error",
        errors=errors,
        # Whoever searches is not filling in a form: that one may leave a field empty goes without saying.
        optional=not field.field.required
        and kind != "checkbox"
        and not getattr(field.form, "is_search", False),
    )


@dataclass(frozen=True)
class FormError:
    """One line of the error summary: what is wrong and where."""

    message: str
    target: str  # id of the control, empty for an error of the whole form


def _named(field: BoundField, message: str) -> str:
    """`Dit veld is verplicht.` says little in a list of five: name the field, unless the message does."""
    label = str(field.label)
    if field.is_hidden or label.lower() in message.lower():
        return message
    if label.endswith("?"):
        return f"{label} {message}"
    return f"{label}: {message[0].lower()}{message[1:]}"


def form_errors(*all_forms: forms.BaseForm) -> list[FormError]:
    """All errors of one or more forms, in the order in which the fields stand on the page."""
    found = []
    for form in all_forms:
        if not form.is_bound:
            continue
        found += [FormError(message, "") for message in form.non_field_errors()]
        for field in form:
            target = field.id_for_label or f"{field.auto_id}"
            if field.field.widget.use_fieldset:
                target = f"{field.auto_id}_0"
            found += [
                FormError(_named(field, message), "" if field.is_hidden else target)
                for message in field.errors
            ]
    return found
