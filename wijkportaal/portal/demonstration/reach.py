"""Who came in Rietwolde: the same people of always, and what was tried to change that."""

from datetime import date, timedelta

from areas.territory.models import Area
from participation.reach.actions import add_activity, count_heads, keep_registered, note_attempt
from participation.reach.models import GroupCount, Source
from participation.reach.queries import registered
from participation.surveys.models import Survey
from wijkportaal.portal.demonstration.people import NORTH

# Days ago, name, kind, way, people, by age, women and men.
CAME = (
    (150, "Keuzebijeenkomst in het wijkgebouw", "meeting", "place", 74, (0, 5, 12, 25, 32), (41, 33)),
    (96, "Wijkschouw met de wethouder", "event", "place", 27, (0, 0, 5, 9, 13), (11, 16)),
    (33, "Pizza en plannen op het schoolplein", "event", "place", 54, (21, 14, 9, 5, 5), (28, 26)),
)
ATTEMPTS = (
    (
        34,
        "jongeren",
        "Pizza en plannen op het schoolplein, op vrijdag na school",
        "worked",
        "Kom naar waar zij al zijn.",
    ),
    (
        70,
        "gezinnen met kinderen",
        "Kinderopvang bij de bijeenkomst",
        "partly",
        "Zet het in de eerste regel van de uitnodiging.",
    ),
    (120, "de Reigerstraat", "Brief in vier talen", "failed", "Aanbellen werkt beter dan een brief."),
)
# What people said of themselves after the survey, by trait.
TOLD = {
    "age": {"15_24": 4, "25_44": 22, "45_64": 41, "65_oo": 38},
    "sex": {"woman": 58, "man": 44, "other": 2},
    "household": {"alone": 31, "no_children": 52, "children": 19},
}
AGES = ("00_14", "15_24", "25_44", "45_64", "65_oo")


def count_who_came(areas: dict[str, Area], *, today: date, by) -> None:
    """Count who came to activities, what people said after a survey, and note what was tried."""
    here = areas[NORTH[0]]
    for ago, name, kind, channel, people, ages, sexes in CAME:
        activity = add_activity(here, name=name, kind=kind, held_on=today - timedelta(days=ago), by=by)
        groups = {("age", age): number for age, number in zip(AGES, ages, strict=True)}
        groups |= {("sex", "woman"): sexes[0], ("sex", "man"): sexes[1]}
        count_heads(activity, channel, people=people, groups=groups, by=by)
    for ago, whom, what, result, learned in ATTEMPTS:
        note_attempt(
            here,
            tried_on=today - timedelta(days=ago),
            whom=whom,
            what=what,
            result=result,
            learned=learned,
            by=by,
        )
    survey = Survey.objects.filter(area=here, state="published").first()
    source = f"surveys-{survey.public_id}"
    activity = keep_registered(source, registered(source), by=by)
    GroupCount.objects.bulk_create(
        GroupCount(
            activity=activity, channel="online", source=Source.TOLD, trait=trait, group=group, people=number
        )
        for trait, groups in TOLD.items()
        for group, number in groups.items()
    )
