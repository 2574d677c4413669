from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core import signing
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from areas.organisations.models import Function, Organisation
from areas.organisations.queries import holding
from areas.roles.models import RoleAssignment
from areas.roles.queries import holding as roles_holding
from programmes.projects.models import Project
from programmes.projects.queries import CARRIERS, carried_by, for_list, is_carried_by, own_organisations
from programmes.projects.states import CHECK_EVERY, UNDER_WAY, UNFINISHED
from wijkportaal.foundation.people.models import Person

LINK_SALT = "progress.link"
# How long the link in a letter works.
LINK_TIME = timedelta(days=30)


def own_projects(person) -> QuerySet[Project]:
    """Return what the organisations of someone lead or take part in, in all areas."""
    return for_list(Project.objects.filter(carried_by(own_organisations(person))))


def organisations_by_name(person) -> list[str]:
    """Return the names of the organisations that someone works for."""
    names = Organisation.objects.filter(pk__in=own_organisations(person)).order_by("name")
    return list(names.values_list("name", flat=True))


# How the list can be ordered: what is said of it, and the columns. Unfinished projects always come first.
ORDERS = {
    "": ("checked_at", "pk"),
    "titel": ("title", "pk"),
    "gebied": ("area__name", "title", "pk"),
    "klaar": ("end_year", "end_quarter", "title", "pk"),
}


def in_order(projects: QuerySet[Project], order: str) -> QuerySet[Project]:
    """Sort projects as `ORDERS` says, what is done or given up last."""
    last = Case(When(state__in=UNFINISHED, then=Value(0)), default=Value(1))
    return projects.order_by(last, *ORDERS.get(order, ORDERS[""]))


def unchecked(projects: QuerySet[Project], *, before: datetime | None = None) -> QuerySet[Project]:
    """Keep the projects under way of which nobody said how they stand for a quarter of a year."""
    return projects.filter(state__in=UNDER_WAY, checked_at__lt=before or timezone.now() - CHECK_EVERY)


@dataclass(frozen=True)
class Recipient:
    """Who is asked how a project stands: someone of the organisation that leads it, or its own address."""

    organisation: Organisation
    email: str
    person: Person | None = None

    @property
    def key(self) -> str:
        return f"{self.organisation.pk}:{self.person.pk if self.person else 0}"

    @property
    def name(self) -> str:
        return str(self.person or self.organisation)


def letters_to_write(*, before: datetime) -> list[tuple[Recipient, list[Project]]]:
    """Return who is to be asked, each with their public projects that nobody told of since; four queries."""
    silent = list(
        unchecked(Project.objects.filter(published_at__isnull=False), before=before)
        .select_related("area", "lead_organisation")
        .order_by("checked_at", "pk")
    )
    asked: dict[Recipient, list[Project]] = {}
    recipients = recipients_of(silent)
    for project in silent:
        for recipient in recipients.get(project.pk, ()):
            asked.setdefault(recipient, []).append(project)
    return list(asked.items())


def recipients_of(projects: Iterable[Project]) -> dict[int, list[Recipient]]:
    """Return for each project who can say how it stands: people of the leading organisation, else its desk.

    A project without an organisation from the list, or one that nobody can be reached at, is left out.
    """
    led = {project.pk: project.lead_organisation for project in projects if project.lead_organisation_id}
    today = timezone.localdate()
    carriers = roles_holding(RoleAssignment.objects.filter(role__in=CARRIERS)).values("person_id")
    working: dict[int, list[Recipient]] = {}
    functions = (
        Function.objects.filter(
            holding(today),
            organisation__in={organisation.pk for organisation in led.values()},
            person__is_active=True,
            person__in=carriers,
        )
        .select_related("person", "organisation")
        .order_by("organisation_id", "person_id")
    )
    for function in functions:
        recipient = Recipient(function.organisation, function.person.email, function.person)
        found = working.setdefault(function.organisation_id, [])
        if recipient not in found:
            found.append(recipient)
    return {
        key: found
        for key, organisation in led.items()
        if organisation.is_active and (found := working.get(organisation.pk) or _desk_of(organisation))
    }


def _desk_of(organisation: Organisation) -> list[Recipient]:
    return [Recipient(organisation, organisation.email)] if organisation.email else []


def link_token(project: Project, recipient: Recipient) -> str:
    """Return the text that opens the report on one project; signed for one recipient, and it expires."""
    person = recipient.person.pk if recipient.person else 0
    return signing.dumps(
        [project.pk, recipient.organisation.pk, person, _mark(recipient.email)], salt=LINK_SALT
    )


@dataclass(frozen=True)
class Link:
    """What a link in a letter opens: one project, for one person (None: the desk of an organisation)."""

    project: Project
    organisation: Organisation
    person: Person | None


def open_link(token: str) -> Link | None:
    """Return what a link opens, or None when it is not ours, too old, or no longer theirs to tell.

    It closes by itself when the organisation no longer carries the project, when the person left or lost the
    role, and when the address changed.
    """
    try:
        pk, organisation_pk, person_pk, mark = signing.loads(token, salt=LINK_SALT, max_age=LINK_TIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    project = Project.objects.select_related("area", "theme", "lead_organisation").filter(pk=pk).first()
    organisation = Organisation.objects.filter(pk=organisation_pk, is_active=True).first()
    if project is None or organisation is None or not is_carried_by(project, [organisation.pk]):
        return None
    person = Person.objects.filter(pk=person_pk, is_active=True).first() if person_pk else None
    if person_pk and (person is None or organisation.pk not in own_organisations(person)):
        return None
    address = person.email if person else organisation.email
    return Link(project, organisation, person) if _mark(address) == mark else None


def _mark(email: str) -> str:
    return sha256(email.strip().lower().encode()).hexdigest()[:16]
