"""What was planned, promised, done and learned, and the documents with it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from programmes.commitments.models import Commitment
from programmes.commitments.queries import visible_to as commitments_visible_to
from programmes.cycle.models import StepFile
from programmes.cycle.queries.steps import public_files
from programmes.evaluations.models import Evaluation, Lesson
from programmes.evaluations.queries import visible_to as evaluations_visible_to
from programmes.projects.models import Project, ProjectDocument
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.visions.models import Goal, Vision, VisionDocument, VisionTheme
from programmes.visions.queries import visible_to as visions_visible_to
from programmes.yearly.models import Entry, Part, Programme
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.richtext.calculations import plain
from wijkportaal.portal.search.registry import Found, searchable


@searchable("project", kind="project", model=Project, visible=projects_visible_to)
def read_projects(projects: QuerySet) -> Iterable[Found]:
    """Projects: what, why, where and by whom."""
    for each in projects.select_related("lead_organisation"):
        yield Found(
            each.pk,
            each.title,
            [plain(each.what), each.why, each.street, each.lead, each.residents_role],
            each.get_absolute_url(),
            area=each.area_id,
            day=timezone.localdate(each.published_at or each.created_at),
            year=each.start_year,
        )


@searchable(
    "programme",
    kind="programma",
    model=Programme,
    visible=programmes_visible_to,
    watched=[(Part, "programme_id"), (Entry, "programme_id")],
)
def read_programmes(programmes: QuerySet) -> Iterable[Found]:
    """Programmes with their texts and what they promise."""
    for each in programmes.select_related("area").prefetch_related("parts", "entries__project"):
        entries = [entry for entry in each.entries.all() if entry.dropped_at is None]
        yield Found(
            each.pk,
            each.title,
            [
                each.intro,
                *(text for entry in entries for text in (entry.title, entry.promise)),
                *(text for part in each.parts.all() if part.text for text in (part.title, plain(part.text))),
            ],
            each.get_absolute_url(),
            area=each.area_id,
            day=date(each.year, 1, 1),
            year=each.year,
        )


CHAPTER_TEXTS = ("figures", "professionals", "residents", "physical_wishes", "social_wishes")


@searchable(
    "vision",
    kind="visie",
    model=Vision,
    visible=visions_visible_to,
    watched=[(VisionTheme, "vision_id")],
)
def read_visions(visions: QuerySet) -> Iterable[Found]:
    """Visies with their themes; a goal has a page of its own."""
    for each in visions.select_related("area").prefetch_related("themes__theme"):
        chapters = [
            text
            for chapter in each.themes.all()
            for text in (chapter.theme.name, *(plain(getattr(chapter, name)) for name in CHAPTER_TEXTS))
        ]
        yield Found(
            each.pk,
            each.title,
            [each.intro, plain(each.development), *chapters],
            each.get_absolute_url(),
            area=each.area_id,
            day=each.decided_on or timezone.localdate(each.created_at),
            year=each.first_year,
        )


def goals_visible_to(person) -> QuerySet:
    """Return the goals of the visies that somebody may know of."""
    return Goal.objects.filter(chapter__vision__in=visions_visible_to(person))


@searchable("goal", kind="visie", model=Goal, visible=goals_visible_to)
def read_goals(goals: QuerySet) -> Iterable[Found]:
    """Goals with what works for them."""
    for each in goals.select_related("chapter__vision"):
        vision = each.chapter.vision
        texts = [each.text, plain(each.what_works), vision.title]
        url, area, year = each.get_absolute_url(), vision.area_id, vision.first_year
        yield Found(each.pk, each.title, texts, url, area=area, day=vision.decided_on, year=year)


@searchable("commitment", kind="afspraak", model=Commitment, visible=commitments_visible_to)
def read_commitments(commitments: QuerySet) -> Iterable[Found]:
    """Promises with who makes them, as everybody reads that: no name that is not public."""
    for each in commitments.select_related("organisation", "made_to_organisation"):
        receiver = each.made_to_organisation.name if each.made_to_organisation else each.made_to
        texts = [each.explanation, each.organisation.name, receiver]
        url = each.get_absolute_url()
        yield Found(
            each.pk, each.what, texts, url, area=each.area_id, day=each.made_on, year=each.due_on.year
        )


@searchable(
    "evaluation",
    kind="les",
    model=Evaluation,
    visible=evaluations_visible_to,
    watched=[(Lesson, "evaluation_id")],
)
def read_evaluations(evaluations: QuerySet) -> Iterable[Found]:
    """Evaluations with their lessons."""
    for each in evaluations.select_related("project", "goal").prefetch_related("lessons"):
        lessons = [text for lesson in each.lessons.all() for text in (lesson.title, lesson.text)]
        answers = [each.better_off, each.how_well, each.how_much, each.outcome_note, each.residents]
        url = each.get_absolute_url()
        day = timezone.localdate(each.published_at) if each.published_at else None
        texts = [*lessons, *answers]
        yield Found(each.pk, str(each), texts, url, area=each.area_id, day=day, year=each.year)


def project_documents(person) -> QuerySet:
    """Return the documents for everyone, of the projects that somebody may know of."""
    return ProjectDocument.objects.filter(is_public=True, project__in=projects_visible_to(person))


@searchable("project_document", kind="document", model=ProjectDocument, visible=project_documents)
def read_project_documents(documents: QuerySet) -> Iterable[Found]:
    """Documents of projects, by their title, what they belong to and the words in them."""
    for each in documents.filter(is_public=True).select_related("project", "file"):
        project, day = each.project, timezone.localdate(each.file.stored_at)
        texts = [project.title, each.file.name]
        yield Found(
            each.pk,
            each.title,
            texts,
            each.get_absolute_url(),
            area=project.area_id,
            day=day,
            file=each.file.file.name,
        )


def vision_documents(person) -> QuerySet:
    """Return the documents for everyone, of the visies that somebody may know of."""
    return VisionDocument.objects.filter(is_public=True, vision__in=visions_visible_to(person))


@searchable("vision_document", kind="document", model=VisionDocument, visible=vision_documents)
def read_vision_documents(documents: QuerySet) -> Iterable[Found]:
    """Documents of visies, by their title, what they belong to and the words in them."""
    for each in documents.filter(is_public=True).select_related("vision__area", "file"):
        vision, day = each.vision, timezone.localdate(each.file.stored_at)
        texts = [vision.title, each.file.name]
        yield Found(
            each.pk,
            each.title,
            texts,
            each.get_absolute_url(),
            area=vision.area_id,
            day=day,
            file=each.file.file.name,
        )


@searchable("step_file", kind="document", model=StepFile, visible=lambda person: public_files())
def read_step_files(files: QuerySet) -> Iterable[Found]:
    """Public documents of the steps of the cycle; of a pdf the words in it too."""
    for each in files.filter(is_public=True).select_related("step__cycle__area"):
        url, cycle = reverse("cycle:public_file", args=[each.pk]), each.step.cycle
        texts = [str(each.step.get_kind_display()), cycle.area.name, each.file_name]
        day = timezone.localdate(each.added_at)
        file = each.file.name if each.file.name.lower().endswith(".pdf") else ""
        yield Found(each.pk, each.title, texts, url, area=cycle.area_id, day=day, year=cycle.year, file=file)
