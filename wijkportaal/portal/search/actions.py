"""Keeping the index: what changed is read anew, and now and then all of it."""

from collections.abc import Iterable, Iterator

import structlog
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchVectorField
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from wijkportaal.foundation.files.processing import MAX_BYTES
from wijkportaal.foundation.files.reading import words_in_pdf
from wijkportaal.foundation.jobs.actions import Work, request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.languages.speaking import speaking
from wijkportaal.foundation.languages.states import DUTCH
from wijkportaal.portal.search.calculations import keys_of, vector_of, vocabulary_of
from wijkportaal.portal.search.models import Change, Entry, Word
from wijkportaal.portal.search.registry import Found, Source
from wijkportaal.portal.search.sources import SOURCES

# As many things are read and written at a time: by the clock, and while somebody waits for an answer.
AT_ONCE, WHILE_WAITING = 500, 50
# The number of signs of a text that are kept to show; its words are indexed further.
LONGEST_TEXT = 20_000
# One at a time writes the index, so that what was read first is never written last.
LOCK = 1_480_001

logger = structlog.get_logger(__name__)


def index_changes(*, limit: int = AT_ONCE) -> int:
    """Read anew what changed, the oldest first; returns how many changes that were.

    Nothing when another is at it already: what it does not take is taken next time, and is not found meanwhile.
    """
    if not Change.objects.exists():
        return 0
    with transaction.atomic():
        if not _is_our_turn():
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_change WHERE id IN (SELECT id FROM search_change ORDER BY id LIMIT %s)"
                " RETURNING source, object_id",
                [limit],
            )
            taken = cursor.fetchall()
        changed: dict[str, set[int]] = {}
        for name, key in taken:
            changed.setdefault(name, set()).add(key)
        for name, keys in changed.items():
            if name in SOURCES:
                _write(SOURCES[name], keys)
    return len(taken)


def freshen() -> None:
    """Read anew what changed lately, before somebody searches. A thing that cannot be read must not stop the search:
    it is not found until it can be."""
    try:
        index_changes(limit=WHILE_WAITING)
    except Exception:
        logger.exception("search_not_freshened")


def index_all_changes() -> int:
    """Read anew all that changed; returns how many changes that were."""
    total = 0
    while taken := index_changes():
        total += taken
    return total


def request_rebuild(*, by=None) -> Job:
    """Ask for the whole index to be made anew."""
    return request_job("search.rebuild", subject=_("Zoekindex opnieuw maken"), by=by, key="search.rebuild")


def rebuild_index() -> Iterator[int]:
    """Make the whole index anew while it is in use, a piece at a time; gives how many things were read so far.

    What no room has any more goes, and so do words that stand nowhere: they may have been a name.
    """
    done = 0
    for source in SOURCES.values():
        for keys in _pieces(source):
            with transaction.atomic():
                _wait_for_turn()
                _write(source, keys)
            done += len(keys)
            yield done
        gone = Entry.objects.filter(source=source.name)
        gone.exclude(object_id__in=source.model._base_manager.values("pk")).delete()
    Entry.objects.exclude(source__in=list(SOURCES)).delete()
    forget_words()


def forget_words() -> None:
    """Take away the words that no text has any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_word WHERE NOT EXISTS"
            " (SELECT 1 FROM search_entry WHERE search @@ ('''' || word || '''')::tsquery)"
        )


def _is_our_turn() -> bool:
    """Take the lock of who writes the index, until the end of the transaction, unless another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _wait_for_turn() -> None:
    """Take the lock of who writes the index, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _pieces(source: Source) -> Iterator[set[int]]:
    """Return the keys of all things of a source, some at a time, in their order."""
    things = source.model._base_manager.order_by("pk")
    last = 0
    while keys := list(things.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        last = keys[-1]
        yield set(keys)


def _write(source: Source, keys: Iterable[int]) -> None:
    """Write the rows of these things as they are now; what is gone loses its row. In Dutch, whoever searched first."""
    public = set(source.visible(AnonymousUser()).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    with speaking(DUTCH):
        found = list(source.read(source.model._base_manager.filter(pk__in=keys)))
        read = _words_read(source, found)
        entries = [
            _entry(source, each, is_public=each.pk in public, file_words=read.get((each.pk, each.file)))
            for each in found
        ]
    gone = set(keys) - {entry.object_id for entry in entries}
    Entry.objects.filter(source=source.name, object_id__in=gone).delete()
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["source", "object_id"],
        update_fields=[
            *("kind", "area", "year", "day", "title", "text", "url", "is_public", "search", "title_search"),
            *("file", "file_words"),
        ],
    )
    for entry in entries:
        if entry.file and entry.file_words is None:
            _ask_to_read(entry)
    _learn(vocabulary_of(*(text for entry in entries for text in (entry.title, entry.text))))


def _words_read(source: Source, found: Iterable[Found]) -> dict[tuple[int, str], str]:
    """Return the words of documents that were read before, by thing and file."""
    keys = [each.pk for each in found if each.file]
    if not keys:
        return {}
    known = Entry.objects.filter(source=source.name, object_id__in=keys).exclude(file_words=None)
    return {(key, file): words for key, file, words in known.values_list("object_id", "file", "file_words")}


def _ask_to_read(entry: Entry) -> None:
    request_job(
        "search.read_file",
        subject=_("Woorden lezen in %(title)s") % {"title": entry.title},
        arguments={"source": entry.source, "thing": entry.object_id, "file": entry.file},
        key=f"search.read_file:{entry.source}:{entry.object_id}:{entry.file}"[:200],
    )


def read_file(work: Work, *, source: str, thing: int, file: str) -> None:
    """Read the words in the file of a document and let it be indexed with them. What is gone meanwhile is left alone."""
    try:
        with default_storage.open(file) as opened:
            words = words_in_pdf(opened.read(MAX_BYTES))
    except OSError:
        words = ""
    with work.finishing():
        if Entry.objects.filter(source=source, object_id=thing, file=file).update(file_words=words):
            Change.objects.create(source=source, object_id=thing)


def _entry(source: Source, found: Found, *, is_public: bool, file_words: str | None) -> Entry:
    title = _one_line(found.title)
    text = " · ".join(filter(None, (*(_one_line(text) for text in found.texts), file_words)))
    return Entry(
        source=source.name,
        object_id=found.pk,
        kind=source.kind,
        area_id=found.area,
        year=found.year or (found.day.year if found.day else None),
        day=found.day,
        title=title[:250],
        text=text[:LONGEST_TEXT],
        url=found.url[:300],
        is_public=is_public,
        file=found.file,
        file_words=file_words,
        search=_vector(vector_of(title, text)),
        title_search=_vector(vector_of(title)),
    )


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _vector(written: str) -> Cast:
    return Cast(Value(written), SearchVectorField())


def _learn(words: set[str]) -> None:
    """Keep the words that are new, in one order so that nobody waits for another."""
    known = set(Word.objects.filter(word__in=words).values_list("word", flat=True))
    new = [Word(word=word, keys=keys_of(word)) for word in sorted(words - known)]
    Word.objects.bulk_create(new, ignore_conflicts=True)
