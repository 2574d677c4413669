from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.portal.visits.queries import areas_to_visit


class DayForm(forms.Form):
    """The day of a visit (`?dag=2026-11-27`); nonsense means tomorrow."""

    dag = forms.DateField(label=_("Wanneer gaat u?"), required=False, widget=DateInput)

    @property
    def day(self) -> date:
        """The day that was asked for, or tomorrow."""
        asked = self.cleaned_data.get("dag") if self.is_valid() else None
        return asked or timezone.localdate() + timedelta(days=1)


class VisitForm(DayForm):
    """Where somebody goes, and when."""

    gebied = forms.ModelChoiceField(
        label=_("Waar gaat u heen?"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=_("Kies een wijk of dorp"),
    )
    field_order = ["gebied", "dag"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = areas_to_visit(person)
