"""Elections as files of Pabulib (https://arxiv.org/abs/2305.11035): reading what others wrote, and writing our own."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from participation.voting.states import APPROVAL, KNAPSACK, RANKING, STICKERS

MOST_BYTES = 60 * 1024 * 1024
SECTIONS = ("META", "PROJECTS", "VOTES")
METHODS = {
    "approval": APPROVAL,
    "choose-1": APPROVAL,
    "scoring": STICKERS,
    "cumulative": STICKERS,
    "ordinal": RANKING,
}
KINDS = {APPROVAL: "approval", KNAPSACK: "approval", STICKERS: "cumulative", RANKING: "ordinal"}
# What no number of a file may exceed, so that a broken one cannot fill the memory or the database.
LARGEST = Decimal("9999999999.99")


class PabulibRefused(Exception):
    """A file that is no election that we can read; the message says where and why, in Dutch."""


@dataclass(frozen=True)
class FilePlan:
    """A plan in a file."""

    ident: str
    cost: Decimal
    name: str = ""
    category: str = ""


@dataclass
class Election:
    """An election as it stands in a file: `ballots` are points by the id of a plan."""

    meta: dict[str, str]
    method: str
    budget: Decimal
    plans: list[FilePlan] = field(default_factory=list)
    ballots: list[dict[str, int]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.meta.get("description") or self.meta.get("instance") or _("Ingelezen stemronde")

    @property
    def ceilings(self) -> dict[str, Decimal]:
        """The most that a category may get, where the file says so."""
        names = self.meta.get("categories", "").split(",")
        amounts = self.meta.get("budget_per_category", "").split(",")
        if not amounts[0].strip() or len(names) != len(amounts):
            return {}
        return {
            name.strip(): _amount(amount, _("het plafond van %(name)s") % {"name": name.strip()})
            for name, amount in zip(names, amounts, strict=True)
        }

    def whole(self, name: str) -> int | None:
        """Return a whole number of the first section, or None when it has none."""
        text = self.meta.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 6 else None


def read_pabulib(data: bytes) -> Election:
    """Read a file. Raises PabulibRefused (Dutch) with the line and what is wrong there."""
    if len(data) > MOST_BYTES:
        raise PabulibRefused(_("Dit bestand is te groot: hooguit 60 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PabulibRefused(_("Dit is geen Pabulib-bestand (tekst in UTF-8).")) from error
    sections = _sections(text)
    meta = {row[0].strip(): row[1].strip() for _line, row in sections["META"][1] if len(row) > 1}
    method = METHODS.get(meta.get("vote_type", "").lower())
    if method is None:
        raise PabulibRefused(
            _("De soort stemmen (vote_type) “%(kind)s” kennen wij niet.")
            % {"kind": meta.get("vote_type", "")[:40]}
        )
    budget = _amount(meta.get("budget", ""), _("het budget"))
    election = Election(meta, method, budget)
    election.plans = _plans(*sections["PROJECTS"])
    election.ballots = list(_ballots(*sections["VOTES"], election))
    return election


def _sections(text: str) -> dict[str, tuple[list[str], list[tuple[int, list[str]]]]]:
    """Return of each section the names of its columns and its rows with their lines."""
    found: dict[str, tuple[list[str], list]] = {}
    rows: list = []
    awaits_header = ""
    reader = csv.reader(io.StringIO(text), delimiter=";")
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            name = row[0].strip().upper()
            if name in SECTIONS and name not in found and not any(cell.strip() for cell in row[1:]):
                awaits_header = name
            elif awaits_header:
                rows = []
                found[awaits_header] = ([cell.strip().lower() for cell in row], rows)
                awaits_header = ""
            else:
                rows.append((reader.line_num, row))
    except csv.Error as error:
        raise PabulibRefused(_("Regel %(line)d is niet te lezen.") % {"line": reader.line_num}) from error
    if missing := [name for name in SECTIONS if name not in found]:
        raise PabulibRefused(
            _("Dit is geen Pabulib-bestand: het deel %(name)s ontbreekt.") % {"name": missing[0]}
        )
    return found


def _plans(header: list[str], rows: list[tuple[int, list[str]]]) -> list[FilePlan]:
    plans: dict[str, FilePlan] = {}
    for line, row in rows:
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        ident = row[0].strip()
        if ident in plans:
            raise PabulibRefused(
                _("Regel %(line)d: plan %(plan)s staat er twee keer.") % {"line": line, "plan": ident}
            )
        cost = _amount(cells.get("cost", ""), _("de kosten op regel %(line)d") % {"line": line})
        category = cells.get("category", cells.get("categories", ""))
        plans[ident] = FilePlan(
            ident, cost, cells.get("name", ""), "" if category.lower() == "none" else category
        )
    if not plans:
        raise PabulibRefused(_("Er staan geen plannen in dit bestand."))
    return list(plans.values())


def _ballots(
    header: list[str], rows: list[tuple[int, list[str]]], election: Election
) -> Iterable[dict[str, int]]:
    known = {plan.ident for plan in election.plans}
    if "vote" not in header:
        raise PabulibRefused(_("In het deel VOTES ontbreekt de kolom vote."))
    at = header.index("vote")
    points_at = header.index("points") if "points" in header else None
    length = election.whole("max_length") or len(known)
    for line, row in rows:
        names = [
            name for cell in row[at : at + 1] for name in (part.strip() for part in cell.split(",")) if name
        ]
        if unknown := [name for name in names if name not in known]:
            raise PabulibRefused(
                _("Regel %(line)d: plan %(plan)s bestaat niet.") % {"line": line, "plan": unknown[0][:40]}
            )
        if len(set(names)) < len(names):
            raise PabulibRefused(_("Regel %(line)d: een plan staat er twee keer.") % {"line": line})
        if election.method == RANKING:
            highest = max(length, len(names))
            yield {name: highest - place for place, name in enumerate(names)}
        elif election.method == STICKERS and points_at is not None:
            given = row[points_at].split(",") if len(row) > points_at else []
            yield _scored(names, given, line)
        else:
            yield dict.fromkeys(names, 1)


def _scored(names: list[str], given: list[str], line: int) -> dict[str, int]:
    points = [text.strip() for text in given if text.strip()]
    if len(points) != len(names) or not all(text.isdecimal() and len(text) < 6 for text in points):
        raise PabulibRefused(_("Regel %(line)d: bij elk plan hoort een heel aantal punten.") % {"line": line})
    return {name: int(text) for name, text in zip(names, points, strict=True) if int(text)}


def _amount(text: str, what: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", ".").strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= LARGEST:
        raise PabulibRefused(
            _("%(what)s is geen bedrag: “%(text)s”.") % {"what": what.capitalize(), "text": text[:40]}
        )
    return amount


def write_pabulib(
    *,
    meta: Mapping[str, object],
    method: str,
    plans: Sequence[Sequence[object]],
    ballots: Iterable[tuple[Sequence[tuple[int, int]], int]],
) -> str:
    """Write an election. `plans` are rows of id, cost, votes, name, category and whether it was chosen.

    Voters get a running number in the order of what they voted, which says nothing of who they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"]])
    writer.writerows([[key, _plain(value)] for key, value in (meta | {"vote_type": KINDS[method]}).items()])
    writer.writerows([["PROJECTS"], ["project_id", "cost", "votes", "name", "category", "selected"]])
    writer.writerows([[_plain(cell) for cell in plan] for plan in plans])
    with_points = method == STICKERS
    writer.writerows([["VOTES"], ["voter_id", "vote", *(["points"] if with_points else [])]])
    voter = 0
    for choices, times in ballots:
        ordered = sorted(choices, key=lambda choice: -choice[1]) if method == RANKING else choices
        cells = [",".join(str(number) for number, _points in ordered)]
        if with_points:
            cells.append(",".join(str(points) for _number, points in ordered))
        for _time in range(times):
            voter += 1
            writer.writerow([voter, *cells])
    return out.getvalue()


def _plain(value: object) -> str:
    """Return a cell on one line; amounts with a point."""
    return " ".join(str(value).split())
