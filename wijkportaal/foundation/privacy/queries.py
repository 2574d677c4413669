from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db.models import ForeignKey

from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.models import Clearing, Export, KeepingTerm
from wijkportaal.foundation.privacy.registry import (
    HOLDINGS,
    OBSTACLES,
    RETENTIONS,
    Holding,
    Obstacle,
    Retention,
    in_words,
    name_of_field,
)


def addresses_of(person: Person) -> list[str]:
    """Return the addresses that a person has proved to be theirs: one that was only typed may be of another."""
    found = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return sorted({address.lower() for address in (person.email, *found)})


@dataclass(frozen=True)
class Held:
    """How much of a kind is held of somebody."""

    holding: Holding
    number: int


def held_of(person: Person) -> list[Held]:
    """Return what is held of a person, what is their own first; kinds without anything are left out."""
    addresses = addresses_of(person)
    found = [Held(each, each.of(person, addresses).count()) for each in HOLDINGS]
    return sorted(
        (each for each in found if each.number), key=lambda each: (not each.holding.shows, each.holding.title)
    )


def rows_of(person: Person) -> Iterator[tuple[Holding, list[dict]]]:
    """Return all that is held of a person, kind by kind, as names and texts."""
    addresses = addresses_of(person)
    for held in held_of(person):
        relations = [
            name
            for name in held.holding.shows
            if isinstance(held.holding.model._meta.get_field(name), ForeignKey)
        ]
        rows = (
            held.holding.of(person, addresses).select_related(*relations)
            if relations
            else (held.holding.of(person, addresses))
        )
        yield held.holding, [_row(record, held.holding) for record in rows.iterator(chunk_size=500)]


def _row(record, holding: Holding) -> dict:
    if not holding.shows:
        return {str(holding.model._meta.verbose_name): str(record)}
    return {name_of_field(holding.model, name): _value(record, name) for name in holding.shows}


def _value(record, name: str):
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def obstacles_for(person: Person) -> list[Obstacle]:
    """Return why somebody cannot leave yet; empty when nothing stands in the way."""
    return [obstacle for ask in OBSTACLES for obstacle in ask(person)]


def export_of(person: Person) -> Export | None:
    """Return the copy that somebody asked for, without its bytes."""
    return Export.objects.filter(person=person).select_related("job").defer("data").first()


def ready_export(person: Person) -> Export | None:
    """Return the copy that somebody can fetch now, with its bytes."""
    export = Export.objects.filter(person=person).first()
    return export if export and export.is_ready else None


@dataclass(frozen=True)
class Kept:
    """Something that is cleared away, after the term that this gemeente has for it."""

    retention: Retention
    term: timedelta
    done: Clearing | None = None

    @property
    def in_words(self) -> str:
        return in_words(self.term)

    @property
    def is_own(self) -> bool:
        """Whether the gemeente set another term than the portal came with."""
        return self.term != self.retention.term


def retentions() -> list[Kept]:
    """Return what is cleared away after its term, with when that was last done; the shortest first."""
    done = {clearing.name: clearing for clearing in Clearing.objects.all()}
    found = [Kept(RETENTIONS[name], term, done.get(name)) for name, term in _terms().items()]
    return sorted(found, key=lambda each: (each.term, each.retention.name))


def term_of(name: str) -> timedelta:
    """Return how long this gemeente keeps something, by the name of its retention."""
    own = KeepingTerm.objects.filter(name=name).first()
    return own.term if own else RETENTIONS[name].term


def terms_in_words() -> dict[str, str]:
    """Return how long this gemeente keeps everything, as one says it."""
    return {name: in_words(term) for name, term in _terms().items()}


def _terms() -> dict[str, timedelta]:
    own = {each.name: each.term for each in KeepingTerm.objects.all()}
    return {name: own.get(name, each.term) for name, each in RETENTIONS.items()}
