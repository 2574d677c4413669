"""What a life cycle is. Pure Python: no database, no Django model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

Guard = Callable[[object], "str | None"]


class TransitionRefused(Exception):
    """A transition that may not happen now; its message tells the user, in Dutch, why not."""


@dataclass(frozen=True)
class Transition:
    """One arrow of a life cycle.

    `guards` are called with the object and return a Dutch sentence when something is still lacking, else
    None. `why` tells the person what the step does, beside the button.
    """

    name: str
    source: tuple[str, ...]
    target: str
    permission: str
    label: str
    why: str = ""
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False

    def lacking(self, obj: object) -> list[str]:
        """Return what the guards say is still lacking, in Dutch."""
        return [str(message) for guard in self.guards if (message := guard(obj))]


@dataclass(frozen=True)
class LifeCycle:
    """The states of a kind of record (key → Dutch label) and the transitions between them."""

    states: Mapping[str, str]
    initial: str
    transitions: tuple[Transition, ...] = field(default=())

    def __post_init__(self) -> None:
        names = [transition.name for transition in self.transitions]
        if len(set(names)) != len(names):
            raise ValueError("Two transitions have the same name.")
        used = {
            self.initial,
            *(t.target for t in self.transitions),
            *(s for t in self.transitions for s in t.source),
        }
        if unknown := used - set(self.states):
            raise ValueError(f"Unknown states: {', '.join(sorted(unknown))}")

    @cached_property
    def by_name(self) -> dict[str, Transition]:
        return {transition.name: transition for transition in self.transitions}

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that start in `state`, in the order of the table."""
        return tuple(transition for transition in self.transitions if state in transition.source)

    def path(self, source: str, target: str) -> tuple[Transition, ...] | None:
        """Return the fewest steps that lead from one state to another, or None when none do."""
        ways: dict[str, tuple[Transition, ...]] = {source: ()}
        newest = [source]
        while newest and target not in ways:
            reached = []
            for state in newest:
                for step in self.leaving(state):
                    if step.target not in ways:
                        ways[step.target] = (*ways[state], step)
                        reached.append(step.target)
            newest = reached
        return ways.get(target)

    def check(self, name: str, state: str) -> Transition:
        """Return the named transition; raises TransitionRefused when it does not start in `state`."""
        transition = self.by_name[name]
        if state not in transition.source:
            raise TransitionRefused(
                _(
                    "“%(step)s” kan niet, want dit is nu “%(state)s”. Ververs de pagina om te zien hoe het ervoor staat."
                )
                % {"step": transition.label, "state": self.states[state]}
            )
        return transition
