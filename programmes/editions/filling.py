"""How high the photos of projects are and how far apart they stand, so that pages of A4 are filled.

A project stays whole, so the next one may not fit and leave a hole. With the lowest photos as many projects as can be
go on a page; then its photos and the room between them grow into what is left. Where that is not enough, as with projects
without a photo, the next project begins in the hole and goes on over the page. All is estimated in mm, for a second
layout would cost as much as the first; an estimate that is wrong costs a hole, as it was without.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.editions.brochure import Brochure, PrintedProject
from programmes.yearly.calculations import PAGE, blocks_in, printed_height

TITLE = 15.0
HEAD, GAP, THEME_GAP = 14.4, 5.5, 8.0
LOWEST, USUAL, HIGHEST, STEP = 24, 34, 48, 2
# How much room there may be more below a project.
WIDEST = 18.0
# A hole above this is no rest but looks empty; in what is left of it, and beyond it, there must be some lines of text.
HOLE, LINES = 55.0, 16.0
# What is left free, because a text may take a line more than was thought.
SPARE = 6.0
# Letters on a line, the height of one and what is left after it, in a heading and in the facts.
TITLES, FACTS = {"letters": 44, "line": 5.4}, {"letters": 30, "line": 4.17, "after": 1.0}


@dataclass(frozen=True)
class Block:
    """A project on the page: what stands above it, its text, its facts and whether it has a photo and may break."""

    number: int
    above: float
    text: float
    facts: float
    has_photo: bool = False
    breaks: bool = False

    def height(self, photo: float) -> float:
        return self.above + max(self.text, self.beside(photo))

    def beside(self, photo: float) -> float:
        """How high its photo and facts are, which stay whole."""
        return self.facts + (photo if self.has_photo else 0)

    def can_begin_in(self, room: float) -> bool:
        """Whether its photo and facts and some of its text fit in the rest of a page, and some text is left for the next."""
        inside = room - self.above - SPARE
        return max(self.beside(LOWEST), LINES) <= inside <= self.text - LINES


@dataclass(frozen=True)
class Size:
    """How high the photo of a project is, how much more room than usual is below it, and whether it goes over the page."""

    photo: int = USUAL
    below: int = 0
    breaks: bool = False


def sizes_of(blocks: Iterable[Block], *, page: float = PAGE, title: float = TITLE) -> dict[int, Size]:
    """Return for each project by its number how it is drawn so that its page is filled; the first page has a title."""
    sizes: dict[int, Size] = {}
    here: list[Block] = []
    left = page - title
    for block in blocks:
        needed = block.height(LOWEST)
        if needed > left and here and not block.breaks:
            room = _room_below(here, left)
            if room > HOLE and block.can_begin_in(room):
                photo = _highest(here, left)
                sizes |= {each.number: Size(photo) for each in here}
                sizes[block.number] = Size(LOWEST, breaks=True)
                here, left = [], (room - needed) % page
                continue
            sizes |= _filled(here, left)
            here, left = [], page
        left -= needed
        here.append(block)
        if left < 0:
            # It goes on over the next pages; what stood before it filled this one.
            sizes |= {each.number: Size() for each in here}
            here, left = [], left % page
    # After the last project something else follows: the page is not filled with it.
    photo = min(USUAL, _highest(here, left))
    return sizes | {each.number: Size(photo) for each in here}


def _filled(blocks: list[Block], left: float) -> dict[int, Size]:
    photo = _highest(blocks, left)
    below = min(WIDEST, (_room_below(blocks, left) - SPARE) / len(blocks))
    return {block.number: Size(photo, max(0, int(below))) for block in blocks}


def _highest(blocks: list[Block], left: float) -> int:
    """Return the highest photo with which these blocks, of which the lowest leave so much, are on one page."""
    fitting = LOWEST
    for photo in range(LOWEST, HIGHEST + 1, STEP):
        if _grown(blocks, photo) + SPARE <= left:
            fitting = photo
    return fitting


def _room_below(blocks: list[Block], left: float) -> float:
    """Return what is left below these blocks with the highest photos."""
    return left - _grown(blocks, _highest(blocks, left))


def _grown(blocks: list[Block], photo: int) -> float:
    return sum(block.height(photo) - block.height(LOWEST) for block in blocks)


def blocks_of(brochure: Brochure) -> list[Block]:
    """Return the projects of a brochure as blocks of about their height."""
    return [
        _block(project, is_first=project is projects[0])
        for _theme, projects in brochure.themes
        for project in projects
    ]


def _block(project: PrintedProject, *, is_first: bool) -> Block:
    told = [
        *blocks_in(project.what_html),
        f"Waarom? {project.why} {project.source}" if project.why else "",
    ]
    told += [f"Wat kunt u doen? {project.residents}" if project.residents else "", project.status_reason]
    told += [f"Wij beloven: {project.promise}" if project.promise else ""]
    facts = [
        f"Wanneer: {project.period}" if project.period else "",
        f"Waar: {project.where}" if project.where else "",
        f"Wie: {project.lead}, met {project.partners}" if project.lead else "",
        f"Kosten: 000.000 ({project.paid_by})" if project.cost is not None else "",
        f"Vragen? {project.contact}" if project.contact else "",
    ]
    return Block(
        number=project.number,
        above=HEAD + THEME_GAP if is_first else GAP,
        text=printed_height([project.title], **TITLES) + printed_height(told),
        facts=11.0 + printed_height(facts, **FACTS) if project.has_facts else 0.0,
        has_photo=project.photo is not None,
        breaks=project.is_long,
    )
