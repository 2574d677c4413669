"""The records that an answer or a report can point to: found by words of the title or by the address of their page.

Only what anyone may read: who reads the answer must be able to look it up. A fixed number of queries for each question.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Case, Model, Q, QuerySet, Sum, When
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.territory.models import Area
from budgets.decisions.models import Decision
from budgets.decisions.queries import public_decisions
from budgets.ledger.models import Line
from budgets.openbook.calculations import Sum as AccountSum
from budgets.openbook.calculations import years_of
from budgets.openbook.queries import KINDS as ACCOUNT_KINDS
from participation.initiatives.models import Initiative
from participation.meetings.models import Meeting
from participation.meetings.queries import shown as shown_meetings
from participation.signals.queries.following import on_the_site
from participation.taskgroups.models import TaskGroup
from programmes.commitments.models import Commitment
from programmes.projects.models import Project
from programmes.yearly.models import Programme
from programmes.yearly.states import PUBLISHED
from wijkportaal.foundation.languages.states import split
from wijkportaal.foundation.money.calculations import euros

# How many records of one kind a search shows.
FOUND_OF_A_KIND = 5
MOST_WORDS = 6


@dataclass(frozen=True)
class Record:
    """A record as it stands now: what it is, what it is called, how it stands, of which area and where its page is."""

    kind: str
    key: str
    title: str
    state: str
    address: str
    area: str

    @property
    def label(self) -> str:
        return label_of(self.kind)


@dataclass(frozen=True)
class Kind:
    """One kind of record: which of them are public, how its page names one, and what is said of it."""

    label: str
    door: str
    public: Callable[[], QuerySet]
    titled: str
    key_field: str
    title: Callable[[Model], str]
    state: Callable[[Model], str]
    read_key: Callable[[dict], str]
    address: Callable[[Model], str] = lambda record: record.get_absolute_url()

    def key_of(self, record: Model) -> str:
        return str(getattr(record, self.key_field))


def _day(day) -> str:
    return date_format(day, "j F Y")


def _project_state(project: Project) -> str:
    return f"{project.get_state_display()}, {project.period}"


def _promise_state(promise: Commitment) -> str:
    return _("%(state)s, klaar op %(day)s") % {
        "state": promise.get_state_display(),
        "day": _day(promise.due_on),
    }


def _decision_state(decision: Decision) -> str:
    amount = f", {euros(decision.amount)}" if decision.amount is not None else ""
    return f"{decision.get_outcome_display()}, {_day(decision.decided_on)}{amount}"


def _programme_state(programme: Programme) -> str:
    return f"{programme.get_state_display()}, {programme.year}"


def _meeting_state(meeting: Meeting) -> str:
    return f"{meeting.get_state_display()}, {_day(timezone.localdate(meeting.starts_at))}"


def _by_state(record: Model) -> str:
    return str(record.get_state_display())


def _areas_with_money() -> QuerySet[Area]:
    return Area.objects.today()


def _money_title(area: Area) -> str:
    return _("Geld van %(area)s") % {"area": area.name}


# The state of an area's money is read for all areas in one query: `_with_money`.
BUDGET = "budget"
KINDS: dict[str, Kind] = {
    "project": Kind(
        gettext_lazy("project"),
        "projects:project",
        lambda: Project.objects.filter(published_at__isnull=False).select_related("area"),
        "title",
        "public_id",
        str,
        _project_state,
        lambda found: found["address"].partition("-")[0],
    ),
    "promise": Kind(
        gettext_lazy("afspraak"),
        "commitments:commitment",
        lambda: Commitment.objects.filter(is_public=True).select_related("area"),
        "what",
        "public_id",
        str,
        _promise_state,
        lambda found: found["public_id"],
    ),
    "programme": Kind(
        gettext_lazy("programma"),
        "yearly:programme",
        lambda: Programme.objects.filter(state=PUBLISHED).select_related("area"),
        "title",
        "pk",
        str,
        _programme_state,
        lambda found: _programme_key(found["year"], found["area"]),
    ),
    BUDGET: Kind(
        gettext_lazy("budget"),
        "openbook:area",
        _areas_with_money,
        "name",
        "slug",
        _money_title,
        lambda area: area.money,
        lambda found: found["slug"],
        lambda area: reverse("openbook:area", args=[area.slug]),
    ),
    "decision": Kind(
        gettext_lazy("besluit"),
        "decisions:public",
        public_decisions,
        "subject",
        "number",
        lambda decision: f"{decision.number}: {decision.subject}",
        _decision_state,
        lambda found: found["number"],
        lambda decision: reverse("decisions:public", args=[decision.number]),
    ),
    "initiative": Kind(
        gettext_lazy("initiatief"),
        "initiatives:initiative",
        lambda: Initiative.objects.filter(published_at__isnull=False).select_related("area"),
        "title",
        "public_id",
        str,
        _by_state,
        lambda found: found["public_id"],
    ),
    "taskgroup": Kind(
        gettext_lazy("taakgroep"),
        "taskgroups:group",
        lambda: TaskGroup.objects.exclude(state="stopped").select_related("area"),
        "name",
        "public_id",
        str,
        _by_state,
        lambda found: found["public_id"],
    ),
    "meeting": Kind(
        gettext_lazy("bijeenkomst"),
        "meetings:meeting",
        lambda: shown_meetings().select_related("area"),
        "title",
        "public_id",
        str,
        _meeting_state,
        lambda found: found["public_id"],
    ),
    "signal": Kind(
        gettext_lazy("signaal"),
        "signals:signal",
        lambda: on_the_site().select_related("area"),
        "title",
        "public_id",
        str,
        _by_state,
        lambda found: found["public_id"],
    ),
}


def label_of(kind: str) -> str:
    """Return what a kind of record is called."""
    return str(KINDS[kind].label) if kind in KINDS else kind


def search_records(words: str, *, area: Area) -> list[Record]:
    """Return the public records with all the words in their title, or the one whose page has this address.

    Those of the area come first: what is agreed in one is often agreed in others in the same words.
    """
    typed = " ".join(words.replace("\x00", " ").split())[:300]
    if not typed:
        return []
    if "/" in typed:
        found = record_at(typed)
        return [found] if found else []
    wanted = typed.split()[:MOST_WORDS]
    return [
        record
        for name, kind in KINDS.items()
        for record in _as_records(name, _nearest(kind, area, wanted)[:FOUND_OF_A_KIND])
    ]


def _nearest(kind: Kind, area: Area, wanted: list[str]) -> QuerySet:
    found = kind.public().filter(_with(kind.titled, wanted))
    field = "pk" if found.model is Area else "area"
    ordering = found.query.order_by or found.model._meta.ordering
    return found.order_by(Case(When(**{field: area.pk}, then=0), default=1), *ordering, "pk")


def record_at(address: str) -> Record | None:
    """Return the public record whose page has this address: a path, or as the browser shows it, in any language."""
    try:
        _language, path = split(urlsplit(address).path)
        match = resolve(path)
    except (Resolver404, ValueError):
        return None
    for name, kind in KINDS.items():
        if match.view_name == kind.door:
            return find_record(name, kind.read_key(match.kwargs))
    return None


def find_record(kind: str, key: str) -> Record | None:
    """Return one public record by kind and key, or None."""
    return records_of([(kind, key)]).get((kind, key))


def records_of(links: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Record]:
    """Return how records stand now, by kind and key; one query for each kind. What is no longer public is left out."""
    keys: dict[str, set[str]] = {}
    for kind, key in links:
        if kind in KINDS and _is_key(KINDS[kind], key):
            keys.setdefault(kind, set()).add(key)
    return {
        (record.kind, record.key): record
        for name, wanted in keys.items()
        for record in _as_records(
            name, KINDS[name].public().filter(**{f"{KINDS[name].key_field}__in": wanted})
        )
    }


def _is_key(kind: Kind, key: str) -> bool:
    if kind.key_field == "pk":
        return key.isdecimal() and len(key) < 10
    return "\x00" not in key


def _with(field: str, words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{field}__icontains": word})
    return condition


def _programme_key(year: int, slug: str) -> str:
    if year > 9999:
        return ""
    found = Programme.objects.filter(year=year, area__slug=slug).values_list("pk", flat=True).first()
    return str(found or "")


def _as_records(name: str, rows: Iterable[Model]) -> Iterator[Record]:
    kind = KINDS[name]
    records = list(rows)
    if name == BUDGET:
        _with_money(records)
    for record in records:
        yield Record(
            name,
            kind.key_of(record),
            kind.title(record)[:200],
            kind.state(record)[:200],
            kind.address(record)[:300],
            str(record if name == BUDGET else record.area),
        )


def _with_money(areas: list[Area]) -> None:
    """Let areas carry in words what they got, spent and have left this year; one query for all of them."""
    year = timezone.localdate().year
    sums = (
        Line.objects.filter(account__area__in=areas, account__year=year, account__kind__in=ACCOUNT_KINDS)
        .order_by()
        .values_list("account__area", "account__kind")
        .annotate(total=Sum("amount"))
        if areas
        else []
    )
    held: dict[int, list[AccountSum]] = {}
    for area, kind, total in sums:
        held.setdefault(area, []).append(AccountSum(year, "", kind, total))
    for area in areas:
        found = next(iter(years_of(held.get(area.pk, []))), None)
        area.money = (
            _("%(year)d: %(got)s gekregen, %(spent)s besteed, %(left)s over")
            % {
                "year": year,
                "got": euros(found.total.got),
                "spent": euros(found.total.spent),
                "left": euros(found.total.left),
            }
            if found
            else _("%(year)d: geen budget") % {"year": year}
        )
