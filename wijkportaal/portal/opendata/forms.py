import re
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.portal.opendata.states import LICENCES

MOST_HOSTS = 20
_HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?")


class OpennessForm(forms.Form):
    """The licence of the data, and the sites that may show an area."""

    licence = forms.ChoiceField(
        label=_("Onder welke licentie?"),
        choices=[(key, f"{each.name}: {each.help}") for key, each in LICENCES.items()],
        widget=forms.RadioSelect,
    )
    hosts = forms.CharField(
        label=_("Websites die een gebied mogen tonen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén website op een regel, bijvoorbeeld: www.lelieveld.nl. Alleen daar werkt het kader."),
    )

    def clean_hosts(self) -> list[str]:
        hosts = [line.strip().lower() for line in self.cleaned_data["hosts"].splitlines() if line.strip()]
        found = []
        for host in hosts:
            bare = urlsplit(host).netloc if "://" in host else host.partition("/")[0]
            if not _HOST.fullmatch(bare):
                raise forms.ValidationError(
                    _("“%(host)s” is geen naam van een website. Schrijf bijvoorbeeld: www.lelieveld.nl.")
                    % {"host": host[:80]}
                )
            if bare not in found:
                found.append(bare)
        if len(found) > MOST_HOSTS:
            raise forms.ValidationError(_("Noem hoogstens %(most)d websites.") % {"most": MOST_HOSTS})
        return found


class WidgetForm(forms.Form):
    """The area of which somebody wants a piece on a website."""

    gebied = forms.ModelChoiceField(
        label=_("Welk gebied?"), queryset=Area.objects.none(), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = Area.objects.today().order_by("name")
