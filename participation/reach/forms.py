from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.asks.models import Street
from participation.reach.models import Activity, Attempt, Channel
from participation.reach.queries import areas_to_count_in, counted_by_hand, people_of
from participation.reach.traits import STREET, TRAITS
from wijkportaal.foundation.components.forms import DateInput

MOST = 100_000


class AboutYouForm(forms.Form):
    """What somebody tells of themselves, if they like: an answer to each question, or none."""

    channel = forms.ChoiceField(choices=Channel.choices, widget=forms.HiddenInput)

    def __init__(self, *args, streets: list[Street], **kwargs):
        super().__init__(*args, **kwargs)
        for trait in TRAITS.values():
            self.fields[trait.key] = _question(trait, [(group.key, group.label) for group in trait.groups])
        if streets:
            self.fields[STREET.key] = _question(STREET, [(street.name, street.name) for street in streets])

    @property
    def answers(self) -> dict[str, str]:
        """The answers that were given, by trait."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "channel"}


def _question(trait, groups) -> forms.ChoiceField:
    choices = [("", _("zeg ik liever niet")), *groups]
    return forms.ChoiceField(label=trait.question, choices=choices, required=False)


class ActivityForm(forms.ModelForm):
    """An activity: what, when and by whom."""

    held_on = forms.DateField(label=_("Wanneer?"), widget=DateInput)

    class Meta:
        model = Activity
        fields = ["name", "kind", "held_on", "organisation"]
        labels = {"name": _("Wat was het?"), "kind": _("Wat voor soort?"), "organisation": _("Door wie?")}
        help_texts = {
            "name": _("Iedereen kan dit lezen."),
            "organisation": _("Laat leeg voor de gemeente."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["organisation"].empty_label = _("de gemeente")


class NewActivityForm(ActivityForm):
    """A new activity: where."""

    area = forms.ModelChoiceField(
        label=_("In welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    field_order = ["name", "kind", "area"]

    def __init__(self, *args, person, **kwargs):
        usual = {"held_on": timezone.localdate()}
        super().__init__(*args, **kwargs | {"initial": usual | kwargs.get("initial", {})})
        self.fields["area"].queryset = areas_to_count_in(person)


class CountForm(forms.Form):
    """What was counted by hand along one way: how many in all, and of each group as far as one saw."""

    channel = forms.ChoiceField(label=_("Hoe deden ze mee?"), choices=Channel.choices)
    people = forms.IntegerField(
        label=_("Hoeveel mensen in totaal?"), min_value=0, max_value=MOST, required=False
    )

    def __init__(self, *args, activity: Activity, channel: str = Channel.PLACE, **kwargs):
        seen = counted_by_hand(activity, channel)
        initial = {"channel": channel, "people": people_of(activity, None).get(channel)}
        initial |= {_name(trait, group): number for (trait, group), number in seen.items()}
        super().__init__(*args, **kwargs, initial=initial)
        for trait in TRAITS.values():
            for group in trait.groups:
                self.fields[_name(trait.key, group.key)] = forms.IntegerField(
                    label=group.label, min_value=0, max_value=MOST, required=False
                )

    def by_trait(self) -> list[tuple[str, list]]:
        """The fields for groups, under the name of what tells them apart."""
        return [
            (trait.label, [self[_name(trait.key, group.key)] for group in trait.groups])
            for trait in TRAITS.values()
        ]

    def clean(self):
        values = super().clean()
        people = values.get("people")
        for trait in TRAITS.values():
            seen = sum(values.get(_name(trait.key, group.key)) or 0 for group in trait.groups)
            if people is not None and seen > people:
                self.add_error(
                    _name(trait.key, trait.groups[0].key),
                    _("Bij %(trait)s telt u er %(seen)d, meer dan de %(people)d in totaal.")
                    % {"trait": trait.label, "seen": seen, "people": people},
                )
        return values

    @property
    def groups(self) -> dict[tuple[str, str], int | None]:
        """What was counted of each group, by (trait, group)."""
        return {
            (trait.key, group.key): self.cleaned_data.get(_name(trait.key, group.key))
            for trait in TRAITS.values()
            for group in trait.groups
        }


def _name(trait: str, group: str) -> str:
    return f"{trait}-{group}"


class AttemptForm(forms.ModelForm):
    """What was tried to reach whom, and what it brought."""

    tried_on = forms.DateField(label=_("Wanneer?"), widget=DateInput)

    class Meta:
        model = Attempt
        fields = ["tried_on", "whom", "what", "result", "learned"]
        labels = {
            "whom": _("Voor wie?"),
            "what": _("Wat is geprobeerd?"),
            "result": _("Wat bracht het?"),
            "learned": _("Wat leerden we?"),
        }
        help_texts = {
            "whom": _("Een groep, geen namen. Bijvoorbeeld: jongeren, of de Reigerstraat."),
            "what": _("Iedereen kan dit lezen."),
        }


class WhereForm(forms.Form):
    """Of which area and year."""

    gebied = forms.ModelChoiceField(
        label=_("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=None,
        required=False,
    )
    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["gebied"].queryset = areas
        self.fields["jaar"].choices = [(number, str(number)) for number in range(year, year - 5, -1)]
