import factory

from participation.taskgroups.actions import found_group
from participation.taskgroups.models import TaskGroup
from tests.factories.people import PersonFactory
from tests.factories.territory import AreaFactory


class TaskGroupFactory(factory.django.DjangoModelFactory):
    """A group of four that is at work, founded by `by`; takes what `found_group` takes, and `members=` (people)."""

    class Meta:
        model = TaskGroup

    area = factory.SubFactory(AreaFactory)
    by = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Bankjesploeg {n}")
    aim = "Vier bankjes in het park."

    @classmethod
    def _create(cls, model_class, *args, area, members=None, state="active", **fields):
        people = [PersonFactory() for _each in range(3)] if members is None else members
        group = found_group(area, members=people, **fields)
        TaskGroup.objects.filter(pk=group.pk).update(state=state)
        return TaskGroup.objects.select_related("area").get(pk=group.pk)
