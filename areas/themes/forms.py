from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from areas.themes.models import Theme
from wijkportaal.foundation.branding.calculations import contrast
from wijkportaal.foundation.components.forms import ColourInput

THEME_ICONS = {
    "road": _("weg"),
    "bike": _("fiets"),
    "walk": _("wandelaar"),
    "car": _("auto"),
    "parking": _("parkeren"),
    "bus": _("bus"),
    "mood-kid": _("kind"),
    "friends": _("jongeren"),
    "users": _("mensen"),
    "run": _("sport"),
    "ball-football": _("bal"),
    "trees": _("bomen"),
    "plant": _("plant"),
    "leaf": _("blad"),
    "map-2": _("kaart"),
    "map-pin": _("plek"),
    "recycle": _("afval"),
    "dog": _("hond"),
    "speakerphone": _("overlast"),
    "heart-handshake": _("ontmoeting"),
    "hand-stop": _("hulp"),
    "stethoscope": _("zorg"),
    "wheelchair": _("toegankelijk"),
    "music": _("muziek"),
    "brush": _("kunst"),
    "home": _("huis"),
    "building-community": _("gebouw"),
    "school": _("school"),
    "sun": _("zon"),
    "bolt": _("energie"),
    "shield-check": _("veiligheid"),
    "coin": _("geld"),
    "star": _("ster"),
}


class ThemeForm(forms.ModelForm):
    """A theme of the gemeente."""

    slug = forms.SlugField(
        label=_("In het webadres"),
        required=False,
        max_length=Theme._meta.get_field("slug").max_length,
        help_text=_("Laat leeg: dan wordt het de naam."),
    )
    icon = forms.ChoiceField(label=_("Pictogram"), choices=list(THEME_ICONS.items()))

    class Meta:
        model = Theme
        fields = ["name", "slug", "icon", "colour", "position", "is_active"]
        labels = {
            "name": _("Naam"),
            "colour": _("Kleur"),
            "position": _("Volgorde"),
        }
        widgets = {"colour": ColourInput}

    def clean_slug(self) -> str:
        """Keep the address that a theme has, or make one of its name."""
        slug = self.cleaned_data["slug"] or self.instance.slug
        slug = slug or slugify(self.cleaned_data.get("name", ""))[: self.fields["slug"].max_length]
        if not slug and "name" in self.cleaned_data:
            raise ValidationError(_("Vul in wat er in het webadres komt: letters, cijfers en streepjes."))
        return slug

    def clean_colour(self):
        """White stands on it, so it must be dark enough (WCAG 1.4.3)."""
        colour = self.cleaned_data["colour"]
        if (ratio := contrast(colour, "#ffffff")) < 4.5:
            raise ValidationError(
                _("Deze kleur is te licht: het contrast met wit is %(ratio).1f en moet 4,5 zijn.")
                % {"ratio": ratio}
            )
        return colour
