"""What two people typed in the same form, field by field."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Manager, QuerySet
from django.forms import ModelForm
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkportaal.foundation.richtext.calculations import clean
from wijkportaal.foundation.richtext.forms import RichTextFormField


@dataclass(frozen=True)
class Difference:
    """One field in which my form and the record differ: both as a reader sees them."""

    name: str
    label: str
    mine: str
    theirs: str


def differences_between(make_form: Callable[..., ModelForm], data: QueryDict, record) -> list[Difference]:
    """Return the fields in which what was typed (`data`) differs from the record as it stands now."""
    form = make_form(data, record)
    found = []
    for name, field in form.fields.items():
        typed = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        present = form.get_initial_for_field(field, name)
        if field.has_changed(present, typed):
            mine = _shown(field, typed)
            found.append(Difference(name, str(form[name].label), mine, _shown(field, present)))
    return found


def take_over(data: QueryDict, form: ModelForm, names: Iterable[str]) -> None:
    """Replace what was typed in the named fields by what the record has: the other's text was chosen."""
    for name in names:
        if name not in form.fields:
            continue
        field = form.fields[name]
        value = field.prepare_value(form.get_initial_for_field(field, name))
        values = value if isinstance(value, list | tuple) else [value]
        data.setlist(form.add_prefix(name), ["" if each is None else str(each) for each in values])


def _shown(field, value) -> str:
    if isinstance(field, RichTextFormField):
        return SafeString(clean(value or "")) or _("(leeg)")
    choices = getattr(field, "choices", None)
    if choices is None:
        return str(value) if value not in (None, "") else _("(leeg)")
    if isinstance(value, QuerySet | Manager):
        value = list(value.all())
    values = value if isinstance(value, list | tuple) else [value]
    keys = {str(getattr(each, "pk", each)) for each in values}
    labels = [str(label) for key, label in choices if str(getattr(key, "value", key)) in keys and str(key)]
    return ", ".join(labels) or _("(leeg)")
