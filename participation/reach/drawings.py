"""Who took part beside who lives there, as a drawing with its table."""

from django.utils.translation import gettext as _

from participation.reach.calculations.likeness import MANY, MISSING
from participation.reach.queries import Comparison
from wijkportaal.foundation.charts.drawing import Chart, Series, bar_chart

# More groups than this together get no name of their own on the drawing.
PAIR = 2


def chart_of(comparison: Comparison) -> Chart | None:
    """Draw the part of each group among who took part and in the area; groups that are hidden stand together."""
    found = comparison.likeness
    if found is None:
        return None
    return bar_chart(
        caption=_("Naar %(trait)s") % {"trait": comparison.population.trait.label},
        labels=[label_of(comparison, group.names) for group in found.groups],
        series=[
            Series(_("deed mee"), [round(100 * group.share) for group in found.groups]),
            Series(
                _("woont hier"), [round(100 * group.of_area) for group in found.groups], is_comparison=True
            ),
        ],
        unit="%",
        decimals=0,
        first_column=_("Groep"),
        source=_("CBS, kerncijfers %(year)d") % {"year": comparison.population.year}
        if comparison.population.year
        else "",
    )


def label_of(comparison: Comparison, names: tuple) -> str:
    """Return the words for a group, or for groups that stand together."""
    if len(names) > PAIR:
        return _("%(number)d groepen samen") % {"number": len(names)}
    return _(" en ").join(comparison.population.labels[name] for name in names)


def sentences_of(comparison: Comparison) -> list[str]:
    """Say which groups are missed, and which are there more than elsewhere."""
    found = comparison.likeness
    if found is None:
        return []
    said = []
    for verdict, words in (
        (MISSING, _("Te weinig: %(groups)s.")),
        (MANY, _("Meer dan er wonen: %(groups)s.")),
    ):
        groups = [label_of(comparison, group.names) for group in found.groups if group.verdict == verdict]
        if groups:
            said.append(words % {"groups": ", ".join(groups)})
    for group in found.groups:
        if len(group.names) > PAIR:
            together = ", ".join(comparison.population.labels[name] for name in group.names)
            said.append(_("Samen genomen, omdat er een te klein is: %(groups)s.") % {"groups": together})
    return said
