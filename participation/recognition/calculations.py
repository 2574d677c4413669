"""How a criterion stands on a day: met, expiring on a day, or missing, and what to do. Pure Python."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.recognition.states import (
    ACCOUNT,
    BOARD,
    CHOSEN,
    COUNCIL,
    EXPIRING,
    JUDGED,
    MEETINGS,
    MEMBERS,
    MET,
    MISSING,
    PUBLIC,
    REGISTERED,
    SINGLE,
    STATUTES,
    TERMS,
    WARN_BEFORE,
)

KVK = re.compile(r"\d{8}")
# Parts of a term that touch or nearly touch are one: a board changes at a meeting, not on New Year's Day.
GAP = timedelta(days=31)


@dataclass(frozen=True)
class Seat:
    """Somebody's place on the board: half-open, `until` is the first day after it. `tie` is "" until declared."""

    name: str
    since: date
    until: date | None = None
    tie: str = ""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Held:
    """A meeting that was held."""

    on: date
    is_public: bool = False
    got_account: bool = False


@dataclass(frozen=True)
class Judgement:
    """What the gemeente thought of a criterion that nobody can count."""

    is_met: bool
    on: date
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """All that is known of a panel or dorpsbelang on a day."""

    today: date
    has_statutes: bool = False
    statutes_on: date | None = None
    aim: str = ""
    area: str = ""
    kvk: str = ""
    chosen_by: str = ""
    seats: tuple[Seat, ...] = ()
    meetings: tuple[Held, ...] = ()
    members: Mapping[int, int] = field(default_factory=dict)
    # Names of others that are recognised for one of the same areas.
    others: tuple[str, ...] = ()
    judgements: Mapping[int, Judgement] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """How a criterion stands; `until` is the last day on which it is met, when that is known. `todo` may name people."""

    state: str
    until: date | None = None
    todo: str = ""


def verdict_on(kind: str, number: int | None, facts: Facts, *, key: int = 0) -> Verdict:
    """Return how a criterion stands. `key` is that of a criterion that the gemeente judges itself."""
    if kind == JUDGED:
        return _judged(facts.judgements.get(key), number or 0, facts.today)
    return CHECKS[kind](facts, number or 0)


def is_kvk(text: str) -> bool:
    """Whether a text has the form of a KvK number: eight digits, not all of them zero."""
    return bool(KVK.fullmatch(text)) and bool(int(text))


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def joined(seats: Iterable[Seat]) -> list[Seat]:
    """Return one seat for each stretch that a person sits on the board, whatever function they had meanwhile.

    People are told apart by `name`; the newest tie that was declared counts.
    """
    found: dict[str, list[Seat]] = {}
    for seat in sorted(seats, key=lambda each: (each.since, each.until or date.max)):
        own = found.setdefault(seat.name, [])
        last = own[-1] if own else None
        if last and (last.until is None or seat.since <= last.until + GAP):
            until = None if None in (last.until, seat.until) else max(last.until, seat.until)
            own[-1] = Seat(seat.name, last.since, until, seat.tie or last.tie)
        else:
            own.append(seat)
    return [seat for own in found.values() for seat in own]


def _statutes(facts: Facts, _number: int) -> Verdict:
    lacking = [
        text
        for present, text in (
            (facts.has_statutes, _("de statuten als pdf")),
            (facts.statutes_on, _("de datum van de statuten")),
            (facts.aim, _("het doel uit de statuten")),
            (facts.area, _("het gebied uit de statuten")),
        )
        if not present
    ]
    if lacking:
        return Verdict(MISSING, todo=_("Vul aan: %(what)s.") % {"what": ", ".join(lacking)})
    return Verdict(MET)


def _chosen(facts: Facts, _number: int) -> Verdict:
    if facts.chosen_by in {"residents", "foundation"}:
        return Verdict(MET)
    if facts.chosen_by:
        return Verdict(MISSING, todo=_("Laat bewoners het bestuur kiezen, of word een stichting."))
    return Verdict(MISSING, todo=_("Vul in door wie het bestuur is gekozen."))


def _registered(facts: Facts, _number: int) -> Verdict:
    if is_kvk(facts.kvk):
        return Verdict(MET)
    return Verdict(MISSING, todo=_("Vul het KvK-nummer in. Het heeft acht cijfers."))


def _single(facts: Facts, _number: int) -> Verdict:
    if not facts.others:
        return Verdict(MET)
    return Verdict(
        MISSING,
        todo=_("Voor dit gebied is ook erkend: %(names)s. Maak samen een keuze.")
        % {"names": ", ".join(facts.others)},
    )


def _council(facts: Facts, _number: int) -> Verdict:
    now = _now(facts)
    if tied := [seat.name for seat in now if seat.tie not in {"", "none"}]:
        return Verdict(
            MISSING,
            todo=_("In raad of college: %(names)s. Zoek voor hen een opvolger.") % {"names": ", ".join(tied)},
        )
    if silent := [seat.name for seat in now if not seat.tie]:
        return Verdict(MISSING, todo=_("Nog geen verklaring van: %(names)s.") % {"names": ", ".join(silent)})
    return Verdict(MET) if now else Verdict(MISSING, todo=_("Zet eerst de bestuursleden in het portaal."))


def _board(facts: Facts, number: int) -> Verdict:
    now = _now(facts)
    if len(now) < number:
        return Verdict(MISSING, todo=_seek(number - len(now)))
    # The day on which so many have left that too few are there, if nobody joins.
    leaving = sorted(seat.until for seat in now if seat.until)
    spare = len(now) - number
    if number and len(leaving) > spare:
        todo = _("Dan gaat er iemand weg. Zoek op tijd een opvolger.")
        return _lasts_until(leaving[spare] - timedelta(days=1), facts.today, todo)
    return Verdict(MET)


def _terms(facts: Facts, number: int) -> Verdict:
    now = _now(facts)
    if not now:
        return Verdict(MISSING, todo=_("Zet eerst de bestuursleden in het portaal."))
    ends = [(years_after(seat.since, number), seat) for seat in now]
    if over := [seat.name for end, seat in ends if end <= facts.today]:
        return Verdict(
            MISSING,
            todo=_("Langer dan %(years)d jaar in het bestuur: %(names)s. Kies een opvolger.")
            % {"years": number, "names": ", ".join(over)},
        )
    # Who leaves before the term is full stays within it.
    coming = [(end, seat) for end, seat in ends if seat.until is None or seat.until > end]
    if not coming:
        return Verdict(MET)
    end, seat = min(coming, key=lambda pair: pair[0])
    todo = _("Dan is de termijn van %(name)s vol. Zoek op tijd een opvolger.") % {"name": seat.name}
    return _lasts_until(end - timedelta(days=1), facts.today, todo)


def _per_year(counts: Callable[[Held], bool], lacking: Callable[[int], str]) -> Callable:
    """Make the check of something that has to be held so often in a calendar year.

    A year is only lost when it is over: who held enough last year has until 31 December.
    """

    def check(facts: Facts, number: int) -> Verdict:
        year = facts.today.year
        held = {
            each: sum(counts(meeting) and meeting.on.year == each for meeting in facts.meetings)
            for each in (year - 1, year)
        }
        if held[year] >= number:
            return Verdict(MET, date(year + 1, 12, 31))
        todo = lacking(number - held[year])
        if held[year - 1] >= number:
            return _lasts_until(date(year, 12, 31), facts.today, todo)
        return Verdict(MISSING, todo=todo)

    return check


def _members(facts: Facts, number: int) -> Verdict:
    year = facts.today.year
    for counted, until in ((year, year + 1), (year - 1, year)):
        if counted in facts.members:
            if facts.members[counted] < number:
                return Verdict(MISSING, todo=_seek_members(number - facts.members[counted]))
            todo = _("Vul het aantal leden van dit jaar in.")
            return _lasts_until(date(until, 12, 31), facts.today, todo)
    return Verdict(MISSING, todo=_("Vul het aantal leden van dit jaar in."))


def _judged(judgement: Judgement | None, years: int, today: date) -> Verdict:
    if judgement is None:
        return Verdict(MISSING, todo=_("De gemeente heeft dit nog niet beoordeeld."))
    if not judgement.is_met:
        return Verdict(MISSING, todo=judgement.note or _("De gemeente vindt dit nog niet in orde."))
    if not years:
        return Verdict(MET)
    last = years_after(judgement.on, years) - timedelta(days=1)
    if last < today:
        return Verdict(MISSING, todo=_("Het oordeel is verlopen. De gemeente kijkt opnieuw."))
    return _lasts_until(last, today, _("De gemeente kijkt vóór die dag opnieuw."))


def _now(facts: Facts) -> list[Seat]:
    return [seat for seat in joined(facts.seats) if seat.holds_on(facts.today)]


def _lasts_until(last: date, today: date, todo: str) -> Verdict:
    if last - today > WARN_BEFORE:
        return Verdict(MET, last)
    return Verdict(EXPIRING, last, todo)


def _seek(number: int) -> str:
    return ngettext("Zoek nog %(number)d bestuurslid.", "Zoek nog %(number)d bestuursleden.", number) % {
        "number": number
    }


def _seek_members(number: int) -> str:
    return ngettext("Er is nog %(number)d lid nodig.", "Er zijn nog %(number)d leden nodig.", number) % {
        "number": number
    }


def _account_lacking(number: int) -> str:
    return ngettext(
        "Geef dit jaar in een ledenvergadering rekening en verantwoording.",
        "Geef dit jaar nog in %(number)d ledenvergaderingen rekening en verantwoording.",
        number,
    ) % {"number": number}


def _meetings_lacking(number: int) -> str:
    return ngettext(
        "Houd dit jaar nog %(number)d vergadering en zet die in het dossier.",
        "Houd dit jaar nog %(number)d vergaderingen en zet die in het dossier.",
        number,
    ) % {"number": number}


def _public_lacking(number: int) -> str:
    return ngettext(
        "Houd dit jaar nog %(number)d openbare vergadering.",
        "Houd dit jaar nog %(number)d openbare vergaderingen.",
        number,
    ) % {"number": number}


CHECKS: dict[str, Callable[[Facts, int], Verdict]] = {
    STATUTES: _statutes,
    CHOSEN: _chosen,
    REGISTERED: _registered,
    SINGLE: _single,
    ACCOUNT: _per_year(lambda meeting: meeting.got_account, _account_lacking),
    COUNCIL: _council,
    BOARD: _board,
    MEETINGS: _per_year(lambda _meeting: True, _meetings_lacking),
    PUBLIC: _per_year(lambda meeting: meeting.is_public, _public_lacking),
    TERMS: _terms,
    MEMBERS: _members,
}
