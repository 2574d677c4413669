import django_filters
from django.utils.translation import gettext_lazy as _

from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from budgets.decisions.models import Decision
from budgets.decisions.states import LIFE_CYCLE, OUTCOMES


class DecisionFilter(django_filters.FilterSet):
    """What the list of decisions can be narrowed to."""

    area = AreaChoiceFilter(
        lambda request: Area.objects.filter(pk__in=Decision.objects.values("area")).order_by("name")
    )
    year = django_filters.NumberFilter(label=_("Jaar"), min_value=2000, max_value=2100)
    outcome = django_filters.ChoiceFilter(
        label=_("Uitkomst"), choices=list(OUTCOMES.items()), empty_label=_("Alles")
    )
    state = django_filters.ChoiceFilter(
        label=_("Brief"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )

    class Meta:
        model = Decision
        fields: list[str] = []
