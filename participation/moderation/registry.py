"""What can be reported. Filled by `moderated` in the moderated.py of every room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from areas.territory.models import Area
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture


@dataclass(frozen=True)
class Piece:
    """Something that residents wrote or show, as who judges it sees it; `address` is the writer's, if one is known.

    What is not public can be reported by its `reporter` alone: the one to whom it was written.
    """

    title: str
    text: str
    url: str
    area: Area
    is_public: bool
    writer: Person | None = None
    address: str = ""
    picture: Picture | None = None
    reporter: Person | None = None

    def can_be_reported_by(self, person) -> bool:
        """Whether someone sees it, and so may say that it should not be there."""
        return self.is_public or (self.reporter is not None and self.reporter == person)


Find = Callable[[Iterable[str]], dict[str, Piece]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be reported.

    `hide(ident, by=…, reason=…)` takes it off the site; `show(ident, by=…)` puts it back, and is None when that
    cannot be: a photo is deleted. `hides_itself`: when several people object it is gone until somebody looked.
    `text_is_for_members`: of a public piece the title alone is read by who did not sign in.
    """

    name: str
    label: str | Promise
    icon: str
    find: Find
    hide: Callable[..., None]
    show: Callable[..., None] | None = None
    is_picture: bool = False
    hides_itself: bool = False
    text_is_for_members: bool = False


KINDS: dict[str, Kind] = {}


def moderated(name: str, *, label: str | Promise, icon: str, **how) -> Callable[[Find], Find]:
    """Register a function as the one that finds pieces of kind `name` by their ids (`how` as in Kind).

    It gets ids as texts, whatever they are, and returns a Piece for each that exists, hidden or not, in a number of
    queries that does not grow.
    """

    def register(find: Find) -> Find:
        if name in KINDS and KINDS[name].find is not find:
            raise ValueError(f"Two functions find {name}")
        KINDS[name] = Kind(name, label, icon, find, **how)
        return find

    return register
