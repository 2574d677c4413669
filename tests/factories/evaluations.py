import factory

from programmes.evaluations.models import Evaluation, Lesson
from tests.factories.projects import ProjectFactory


class EvaluationFactory(factory.django.DjangoModelFactory):
    """A public evaluation of a project."""

    class Meta:
        model = Evaluation

    project = factory.SubFactory(ProjectFactory)
    area = factory.SelfAttribute("project.area")
    year = 2025
    outcome = "done"
    better_off = "Kinderen steken veilig over."
    state = "published"


class LessonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lesson

    evaluation = factory.SubFactory(EvaluationFactory)
    title = "Vraag de school om mee te doen"
