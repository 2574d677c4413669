import factory

from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure
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


class ProjectMeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectMeasure

    project = factory.SubFactory(ProjectFactory)
    question = "how_much"
    what = "geplante bomen"
