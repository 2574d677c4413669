"""The answer to a wish, its words, and what the list can be narrowed to."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from participation.consultations.models import Wish
from participation.consultations.states import MOST_SIGNS, REPLY_SIGNS, WISH_CYCLE


class ReplyForm(forms.Form):
    """The answer to a wish: what residents read, and for an initiative what it is about."""

    FIRST_WORDS = {
        "become_initiative": _(
            "Hier zoeken wij bewoners bij die het willen doen. De gemeente helpt daarbij."
        ),
        "become_signal": _("Wij hebben dit doorgegeven aan wie erover gaat."),
    }

    reply = forms.CharField(
        label=_("Wat lezen bewoners?"),
        max_length=REPLY_SIGNS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Gewone taal, zonder namen. Dit staat in de uitkomst en in het bericht aan wie het vroeg."
        ),
    )
    theme = forms.ModelChoiceField(
        label=_("Waar gaat het over?"), queryset=Theme.objects.none(), empty_label=_("Kies een thema")
    )

    def __init__(self, *args, step: str, wish: Wish, **kwargs):
        super().__init__(*args, auto_id=f"id_{step}_%s", **kwargs)
        self.fields["reply"].initial = self.FIRST_WORDS.get(step, "")
        if step == "become_initiative":
            self.fields["theme"].queryset = themes_in_use()
            self.fields["theme"].initial = wish.theme_id
        else:
            del self.fields["theme"]
        if step == "reconsider":
            del self.fields["reply"]


class WishForm(forms.ModelForm):
    """What a wish comes down to, for anyone to read."""

    class Meta:
        model = Wish
        fields = ["title", "theme", "is_public"]
        labels = {"title": _("De wens in het kort"), "is_public": _("Staat in de uitkomst op de site")}
        help_texts = {"title": _("Zo leest iedereen het. Zonder namen en huisnummers.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_wish_%s", **kwargs)
        self.fields["theme"].queryset = themes_in_use() | Theme.objects.filter(pk=self.instance.theme_id)
        self.fields["theme"].empty_label = _("Nog geen")


class SplitForm(forms.Form):
    """A second wish in what somebody said."""

    text = forms.CharField(label=_("De andere wens"), max_length=MOST_SIGNS)


class WishFilter(django_filters.FilterSet):
    """What the list of wishes can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    state = django_filters.ChoiceFilter(
        label=_("Antwoord"), choices=list(WISH_CYCLE.states.items()), empty_label=_("Alle wensen")
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema’s"),
    )

    class Meta:
        model = Wish
        fields: list[str] = []

    def find(self, wishes, name, words):
        for word in words.split()[:6]:
            wishes = wishes.filter(title__icontains=word)
        return wishes
