"""Writes on activities and counts. What somebody says of themselves raises a number and leaves nothing else."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from areas.territory.models import Area
from participation.reach.models import Activity, Attempt, GroupCount, Source, Turnout
from participation.reach.registry import Registered
from wijkportaal.foundation.audit.actions import recorded

# One statement, so that two answers at the same moment are both counted. No line in the history and no renewed pages:
# both would say when somebody answered.
RAISE = """
INSERT INTO reach_groupcount (activity_id, channel, source, trait, "group", people)
VALUES (%s, %s, 'told', %s, %s, 1)
ON CONFLICT (activity_id, channel, source, trait, "group") DO UPDATE SET people = reach_groupcount.people + 1
"""


def add_activity(area: Area, *, by, **fields) -> Activity:
    """Put down something that residents could take part in."""
    with recorded(by=by, action="reach.add_activity"):
        return Activity.objects.create(area=area, **fields)


def edit_activity(activity: Activity, values: Mapping[str, Any], *, by) -> Activity:
    """Change an activity that no other room keeps."""
    with recorded(by=by, action="reach.edit_activity"):
        locked = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(values))
    return locked


def remove_activity(activity: Activity, *, by) -> None:
    """Take an activity away with all that was counted of it."""
    with recorded(by=by, action="reach.remove_activity"):
        activity.delete()


def keep_registered(source: str, found: Registered, *, by=None) -> Activity:
    """Return the row to which counts of an activity of another room are tied; made when it is first asked for."""
    there = Activity.objects.select_related("area").filter(source=source).first()
    if there:
        return there
    with recorded(by=by, action="reach.keep_registered"):
        activity, _made = Activity.objects.get_or_create(
            source=source,
            defaults={
                "area": found.area,
                "name": found.name[:120],
                "kind": found.kind,
                "held_on": found.held_on,
            },
        )
    return activity


def tell(activity: Activity, channel: str, answers: Mapping[str, str]) -> None:
    """Count what somebody said of themselves, by trait: each number apart, so that nothing ties them together."""
    with connection.cursor() as cursor:
        for trait, group in answers.items():
            cursor.execute(RAISE, [activity.pk, channel, trait, group])


def count_heads(
    activity: Activity, channel: str, *, people: int | None, groups: Mapping[tuple[str, str], int | None], by
) -> None:
    """Keep what was counted by hand along one way: how many in all, and of each (trait, group). None: not counted."""
    with recorded(by=by, action="reach.count_heads"):
        if people is None:
            Turnout.objects.filter(activity=activity, channel=channel).delete()
        else:
            Turnout.objects.update_or_create(activity=activity, channel=channel, defaults={"people": people})
        for (trait, group), number in groups.items():
            counts = {
                "activity": activity,
                "channel": channel,
                "source": Source.COUNTED,
                "trait": trait,
                "group": group,
            }
            if number is None:
                GroupCount.objects.filter(**counts).delete()
            else:
                GroupCount.objects.update_or_create(**counts, defaults={"people": number})


def note_attempt(area: Area, *, by, **fields) -> Attempt:
    """Put down what was tried to reach whom."""
    with recorded(by=by, action="reach.note_attempt"):
        return Attempt.objects.create(area=area, noted_by=by, **fields)
