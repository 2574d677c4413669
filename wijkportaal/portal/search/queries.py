"""Finding: candidates from the index, then each room says which of them this person may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQueryField
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from areas.roles.queries import role_areas
from areas.territory.models import Area
from participation.ideas.queries import places_of
from wijkportaal.foundation.languages.speaking import language_asked
from wijkportaal.foundation.languages.states import has_languages, joined
from wijkportaal.portal.search.calculations import (
    Piece,
    Wanted,
    closest_to,
    excerpt_of,
    highlighted,
    is_mistakable,
    keys_of,
    terms_of,
    tokens_of,
)
from wijkportaal.portal.search.models import Change, Entry, Word
from wijkportaal.portal.search.registry import KINDS, Kind
from wijkportaal.portal.search.sources import SOURCES

PAGE_SIZE = 20
# Of what has the words, so many are ranked, so many of those are asked about, and so many of those are shown.
RANKED, ASKED, MOST = 1000, 500, 400
# With fewer results than this typing errors are looked for too.
FEW = 3
# As many words that share a key are compared with a mistyped one.
COMPARED = 400
# What stands in the title counts ten times what stands in the text.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"


@dataclass(frozen=True)
class Question:
    """What somebody looks for: words, and what the results are narrowed to."""

    words: str
    kind: str = ""
    area: Area | None = None
    year: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Hit:
    """A thing that was found and may be seen, before it is shown."""

    pk: int
    source: str
    object_id: int
    kind: str
    in_title: bool
    title: str
    rank: float
    day: int

    @property
    def thing(self) -> tuple[str, int]:
        return self.source, self.object_id


@dataclass(frozen=True)
class Fold:
    """Hits of one kind with one title: the best of them, and how many more there are."""

    hit: Hit
    more: int


@dataclass(frozen=True)
class Answer:
    """All that was found, the best first; `is_capped` when there is more than anyone pages through."""

    hits: list[Hit] = field(default_factory=list)
    wanted: Wanted = field(default_factory=lambda: Wanted([]))
    is_capped: bool = False

    @property
    def by_kind(self) -> list[tuple[str, Kind, int]]:
        """How many there are of each kind, the most first."""
        kinds = [hit.kind for hit in self.hits]
        counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
        return sorted(
            ((kind, KINDS[kind], number) for kind, number in counts.items()), key=lambda row: -row[2]
        )

    @property
    def folds(self) -> list[Fold]:
        """The hits with those of one kind that are called the same as one line, where the best of them stands."""
        alike: dict[tuple[str, str], list[Hit]] = {}
        for hit in self.hits:
            alike.setdefault((hit.kind, hit.title.casefold()), []).append(hit)
        return [Fold(hits[0], len(hits) - 1) for hits in alike.values()]


@dataclass(frozen=True)
class Result:
    """One result as the page shows it, with how many more are called the same."""

    entry: Entry
    title: list[Piece]
    excerpt: list[Piece]
    more: int = 0

    @property
    def kind(self) -> Kind:
        return KINDS[self.entry.kind]

    @property
    def address(self) -> str:
        """Where its page is, in the language of who searches when it has one."""
        url = self.entry.url
        return joined(url, language_asked()) if has_languages(url) else url


def answer_to(question: Question, person) -> Answer:
    """Return what somebody may see of what they look for, the best first, then the newest.

    When it is little, words that look like the ones that were typed count too. The number of queries does not depend
    on how much there is.
    """
    wanted = Wanted(terms_of(question.words))
    if not wanted.terms:
        return Answer()
    narrowed = _narrowed(question)
    hits = _seen_by(person, _candidates(wanted, narrowed, person))
    if len(hits) < FEW and (alike := _alike(wanted.terms)):
        wanted = Wanted(wanted.terms, alike)
        known = {hit.thing for hit in hits}
        more = _seen_by(person, _candidates(wanted, narrowed, person))
        hits += [hit for hit in more if hit.thing not in known]
    return Answer(hits[:MOST], wanted, is_capped=len(hits) > MOST)


def results_of(folds: Iterable[Fold], wanted: Wanted) -> list[Result]:
    """Return results as a page shows them, in the same order; one query."""
    keys = {fold.hit.pk: fold.more for fold in folds}
    entries = Entry.objects.select_related("area").defer("search", "title_search", "file_words").in_bulk(keys)
    return [
        Result(entry, highlighted(entry.title, wanted), excerpt_of(entry.text, wanted), more)
        for key, more in keys.items()
        if (entry := entries.get(key))
    ]


def meant(results: Iterable[Result], wanted: Wanted) -> list[str]:
    """Return the words by which a mistyped query found these results. From what is shown: it tells nothing else."""
    if not wanted.alike:
        return []
    other = {word for words in wanted.alike.values() for word in words}
    shown = (
        token.word for result in results for token in tokens_of(f"{result.entry.title} {result.entry.text}")
    )
    return list(dict.fromkeys(word for each in shown if (word := wanted.meant_by(each)) in other))[:3]


def _matches(column: str, wanted: Wanted) -> Func:
    query = Cast(Value(wanted.expression), SearchQueryField())
    return Func(
        F(column), query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField()
    )


def _narrowed(question: Question) -> QuerySet[Entry]:
    entries = Entry.objects.all()
    if question.kind:
        entries = entries.filter(kind=question.kind)
    if question.year:
        entries = entries.filter(year=question.year)
    if question.title:
        entries = entries.filter(title__iexact=question.title)
    if question.area:
        entries = entries.filter(area__in=places_of(question.area))
    return entries


def _candidates(wanted: Wanted, narrowed: QuerySet[Entry], person) -> list[Hit]:
    """Return the best of what has the words: what everybody may see, and apart from it what is not for everybody.

    Apart, so that drafts that somebody may not see never push out what they may. What changed and was not read anew
    yet is left out: its words may no longer be there.
    """
    hits = _best(wanted, narrowed.filter(is_public=True))
    if person.is_authenticated:
        hits += _best(wanted, narrowed.filter(is_public=False), near=_worked_in(person))
    return sorted(hits, key=lambda hit: (-hit.in_title, -hit.rank, -hit.day, hit.pk))


def _best(wanted: Wanted, entries: QuerySet[Entry], *, near: Q | None = None) -> list[Hit]:
    # Ranking reads the whole text of a row; of words that are everywhere only the likeliest rows come so far.
    is_near = Case(When(near, then=Value(1)), default=Value(0)) if near else Value(0)
    likeliest = (
        entries.filter(_matches("search", wanted))
        .annotate(in_title=_matches("title_search", wanted), is_near=is_near)
        .order_by("-is_near", "-in_title", F("day").desc(nulls_last=True), "-pk")
        .values("pk")[:RANKED]
    )
    query = Cast(Value(wanted.expression), SearchQueryField())
    weights = Value(WEIGHTS)
    rank = Func(
        weights,
        F("search"),
        query,
        Value(1),
        template="ts_rank(%(expressions)s)",
        output_field=FloatField(),
    )
    stale = Change.objects.filter(source=OuterRef("source"), object_id=OuterRef("object_id"))
    rows = (
        Entry.objects.filter(~Exists(stale), pk__in=likeliest)
        .annotate(in_title=_matches("title_search", wanted), rank=rank)
        .order_by("-in_title", "-rank", F("day").desc(nulls_last=True), "-pk")
        .values_list("pk", "source", "object_id", "kind", "in_title", "title", "rank", "day")[:ASKED]
    )
    return [Hit(*row[:6], round(row[6], 4), row[7].toordinal() if row[7] else 0) for row in rows]


def _worked_in(person) -> Q | None:
    """The condition that a thing lies where somebody works: what they may see of what is not public is mostly there."""
    held = {area.pk for areas in role_areas(person).values() for area in areas}
    if not held:
        return None
    return Q(area__in=Area.objects.filter(Q(pk__in=held) | Q(ancestor_ids__overlap=list(held))).values("pk"))


def _seen_by(person, hits: list[Hit]) -> list[Hit]:
    """Keep what the rooms say that somebody may know of, each thing once; one query for all rooms together."""
    asked: dict[str, list[int]] = {}
    for hit in hits:
        asked.setdefault(hit.source, []).append(hit.object_id)
    parts = [_visible(name, keys, person) for name, keys in asked.items() if name in SOURCES]
    if not parts:
        return []
    allowed = set(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    once: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        if hit.thing in allowed:
            # What is public and what one works on may be two rows of one thing.
            once.setdefault((SOURCES[hit.source].model._meta.label, hit.object_id), hit)
    return list(once.values())


def _visible(name: str, keys: list[int], person) -> QuerySet:
    found = SOURCES[name].visible(person).filter(pk__in=keys).order_by()
    return found.select_related(None).prefetch_related(None).values_list(Value(name), "pk")


def _alike(terms: Iterable[str]) -> dict[str, list[str]]:
    """Return for each word that may be mistyped what it may be; one query."""
    keys = {term: set(keys_of(term)) for term in terms if is_mistakable(term)}
    if not keys:
        return {}
    wanted = sorted(set().union(*keys.values()))
    rows = list(Word.objects.filter(keys__overlap=wanted).values_list("word", "keys")[: COMPARED * len(keys)])
    found = {
        term: closest_to(term, [word for word, shared in rows if own.intersection(shared)])
        for term, own in keys.items()
    }
    return {term: words for term, words in found.items() if words}
