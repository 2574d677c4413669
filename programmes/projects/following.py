"""What can be followed of this room: projects that are public."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from participation.subscriptions.registry import Subject, followable
from programmes.projects.models import Project

PROJECT = "project"


@followable(PROJECT, label=_("project"), icon="list-check")
def find_projects(idents: Iterable[str]) -> dict[str, Subject]:
    """Projects by their public id, the one that is printed beside the QR code."""
    projects = Project.objects.filter(public_id__in=list(idents), published_at__isnull=False)
    return {
        project.public_id: Subject(project.title, project.get_absolute_url())
        for project in projects.only("public_id", "title")
    }
