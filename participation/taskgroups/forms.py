import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from areas.territory.queries import areas_on
from participation.taskgroups.models import Member, TaskGroup
from participation.taskgroups.states import LIFE_CYCLE, STOPPED
from wijkportaal.foundation.components.forms import DateInput

NAME_HELP = _("Kiest u dit niet, dan staat er “een bewoner”. U kunt dit later veranderen.")


class GroupForm(forms.ModelForm):
    """What a group says of itself."""

    class Meta:
        model = TaskGroup
        fields = ["name", "aim", "wanted"]
        labels = {
            "name": _("Hoe heet de taakgroep?"),
            "aim": _("Wat gaat de groep doen?"),
            "wanted": _("Wie of wat zoekt u nog?"),
        }
        help_texts = {
            "name": _("Zoals “Groene vingers” of “Bankjesploeg”."),
            "aim": _("Eén ding dat klaar kan zijn. Iedereen leest dit."),
            "wanted": _("Zoals “iemand die kan timmeren”. Leeg laten mag; dan zoekt u niemand."),
        }
        widgets = {"aim": forms.Textarea(attrs={"rows": 4})}


class NewGroupForm(GroupForm):
    """A group from nothing: also where, and whether the founder's name shows."""

    area = forms.ModelChoiceField(
        label=_("In welke wijk of welk dorp?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    shows_name = forms.BooleanField(label=_("Zet mijn naam op de site"), required=False, help_text=NAME_HELP)

    field_order = ["name", "area", "aim", "wanted", "shows_name"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_on().exclude(kind="gemeente")
        if not person.full_name:
            del self.fields["shows_name"]


class InviteForm(forms.Form):
    """Whose help is asked."""

    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Uw buur krijgt een mail met uw naam erin, en kan dan meedoen.")
    )


class JoinForm(forms.Form):
    """Why someone wants to take part."""

    words = forms.CharField(
        label=_("Wie bent u en wat wilt u doen?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De trekker leest dit. Uw e-mailadres blijft privé."),
    )
    shows_name = forms.BooleanField(label=_("Zet mijn naam op de site"), required=False, help_text=NAME_HELP)


class WriteForm(forms.Form):
    """A message through the portal."""

    message = forms.CharField(
        label=_("Uw bericht"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Het gaat per mail. Niemand ziet uw e-mailadres."),
    )


class CallForm(forms.Form):
    """What help is needed."""

    call = forms.CharField(
        label=_("Waar hebt u hulp bij nodig?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """What the opbouwwerker answers."""

    answer = forms.CharField(
        label=_("Uw antwoord"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TaskForm(forms.Form):
    """One thing to do, by whom and before when."""

    what = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=200)
    who = forms.ModelChoiceField(
        label=_("Wie doet het?"), queryset=Member.objects.none(), required=False, empty_label=_("Nog niemand")
    )
    due_on = forms.DateField(label=_("Klaar op"), required=False, widget=DateInput)

    def __init__(self, *args, group: TaskGroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = group.members.filter(state="member").select_related("person")
        self.fields["who"].label_from_instance = lambda member: str(member.person or _("een bewoner"))


class HandOverForm(forms.Form):
    """Who leads from now on."""

    member = forms.ModelChoiceField(
        label=_("Wie wordt de trekker?"), queryset=Member.objects.none(), empty_label=_("Kies een lid")
    )

    def __init__(self, *args, group: TaskGroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = group.members.filter(
            state="member", is_lead=False, person__is_active=True
        ).select_related("person")
        self.fields["member"].label_from_instance = lambda member: str(member.person)


class NoteForm(forms.Form):
    """What was agreed about a group."""

    words = forms.CharField(label=_("Wat spreken we af?"), max_length=500)


class PublicFilter(django_filters.FilterSet):
    """What the public list can be narrowed to; a wrong value is left out rather than refused."""

    area = AreaChoiceFilter(areas_within_gemeente)
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[choice for choice in LIFE_CYCLE.states.items() if choice[0] != STOPPED],
        empty_label=_("Alles"),
    )

    class Meta:
        model = TaskGroup
        fields: list[str] = []
