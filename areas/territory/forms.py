import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area, AreaKind
from areas.territory.queries import areas_on, belonging_to, kinds_on


class AreaChoiceFilter(django_filters.ModelChoiceFilter):
    """The choice of one area above a list, by its slug: of the areas of today, unless `queryset` gives others.

    The list keeps what is of the area, of all that lies in it, and of what it took over.
    """

    def __init__(self, queryset=lambda request: areas_on().only("name", "slug"), **options) -> None:
        super().__init__(
            queryset=queryset,
            label=_("Gebied"),
            to_field_name="slug",
            empty_label=_("Alle gebieden"),
            **options,
        )

    def filter(self, queryset, value):
        """Keep the rows of an area; one that is worth nothing (an empty choice) keeps all."""
        if not value:
            return queryset
        found = queryset.filter(**{f"{self.field_name}__in": belonging_to(value)})
        return found.distinct() if self.distinct else found


def areas_within_gemeente(request):
    """Return the areas of today but for the gemeente itself, for an AreaChoiceFilter."""
    return areas_on().exclude(kind="gemeente").only("name", "slug")


class DayForm(forms.Form):
    """The day on which a page is asked for, as in `?op=2024-01-01`."""

    op = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


class AreaFilter(django_filters.FilterSet):
    """Which areas the index shows: by a part of the name or a code, and by kind."""

    zoek = django_filters.CharFilter(label=_("Zoek op naam of code"), method="search", max_length=80)
    soort = django_filters.ChoiceFilter(
        label=_("Soort gebied"), field_name="kind", empty_label=_("alle soorten"), choices=AreaKind.choices
    )

    class Meta:
        model = Area
        fields = ["zoek", "soort"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there_are = set(kinds_on())
        self.filters["soort"].extra["choices"] = [
            (value, str(label).capitalize()) for value, label in AreaKind.choices if value in there_are
        ]

    def search(self, areas: QuerySet, name: str, value: str) -> QuerySet:
        return areas.filter(
            Q(name__icontains=value) | Q(frisian_name__icontains=value) | Q(codes__code__iexact=value)
        ).distinct()
