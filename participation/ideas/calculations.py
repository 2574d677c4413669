"""Making one line of what several rooms know of an idea. Pure Python."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from participation.ideas.registry import Idea, TakenUp
from participation.ideas.states import ANSWERS, OPEN

PLACES = {answer: place for place, answer in enumerate(ANSWERS)}


def one_line_each(ideas: Iterable[Idea]) -> list[Idea]:
    """Return each idea once: the first that names it, with the answer of the last that has one."""
    found: dict[tuple[str, str], Idea] = {}
    for idea in ideas:
        first = found.get(idea.name)
        if first is None:
            found[idea.name] = idea
        elif idea.answer != OPEN:
            found[idea.name] = replace(
                first,
                answer=idea.answer,
                why=idea.why,
                who=idea.who or first.who,
                when=idea.when or first.when,
            )
    return list(found.values())


def with_who(ideas: Iterable[Idea], taken: Mapping[tuple[str, str], Sequence[TakenUp]]) -> list[Idea]:
    """Let ideas say who carries them out. What nobody answered yet and is carried out goes on."""
    return [_with(idea, taken.get(idea.name, ())) for idea in ideas]


def _with(idea: Idea, taken: Sequence[TakenUp]) -> Idea:
    if not taken:
        return idea
    return replace(
        idea,
        answer=taken[0].answer if idea.answer == OPEN else idea.answer,
        who=", ".join(dict.fromkeys(up.who for up in taken if up.who)) or idea.who,
        when=next((up.when for up in taken if up.when), idea.when),
        followed=tuple((up.title, up.address) for up in taken if up.address),
    )


def in_order(ideas: Iterable[Idea]) -> list[Idea]:
    """Sort as the page shows them: what goes on first, what waits last, each by name."""
    return sorted(ideas, key=lambda idea: (PLACES[idea.answer], idea.title.casefold(), idea.name))


def tally(ideas: Iterable[Idea]) -> dict[str, int]:
    """Count ideas by their answer, in the order of the page."""
    counts = Counter(idea.answer for idea in ideas)
    return {answer: counts[answer] for answer in ANSWERS}
