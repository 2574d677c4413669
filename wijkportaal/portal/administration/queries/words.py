"""The letters of the portal beside the words of this gemeente."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from wijkportaal.foundation.mail.models import Wording
from wijkportaal.foundation.mail.wording import with_braces
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.administration.catalogue import LetterText, letters

MOST_VERSIONS = 30
Own = dict[tuple[str, str], str]


def own_words(place: str = ""):
    """Return the words of the gemeente by sentence: of one module, or of all with their module."""
    found = Wording.objects.filter(place=place) if place else Wording.objects.all()
    if place:
        return {each.original: each.text for each in found}
    return {(each.place, each.original): each.text for each in found}


@dataclass(frozen=True)
class LetterLine:
    """A letter in the list."""

    letter: LetterText
    own: Own

    @property
    def title(self) -> str:
        subject = next((each for each in self.letter.sentences if each.is_subject), self.letter.sentences[0])
        return self.own.get((subject.place, subject.original), subject.text)

    @property
    def is_changed(self) -> bool:
        return any((each.place, each.original) in self.own for each in self.letter.sentences)

    def fits(self, wanted: str) -> bool:
        """Whether all words that somebody looks for stand in the letter."""
        texts = (self.letter.about, self.title, *(each.text for each in self.letter.sentences))
        whole = " ".join(texts).lower()
        return all(word in whole for word in wanted.lower().split())


def shared_sentences(letter: LetterText) -> dict[str, int]:
    """Return in how many other letters of the same module a sentence stands too."""
    others = [each for each in letters().values() if each.place == letter.place and each.key != letter.key]
    found = {
        sentence.original: sum(
            sentence.original in {one.original for one in other.sentences} for other in others
        )
        for sentence in letter.sentences
    }
    return {original: number for original, number in found.items() if number}


@dataclass(frozen=True)
class Version:
    """What a sentence said from a moment on; an empty text is that of the portal."""

    at: datetime
    by: str
    original: str
    text: str


def versions_of(letter: LetterText) -> list[Version]:
    """Return what the sentences of a letter said before and say now, and who changed them; two queries."""
    events = next(iter(Wording.pgh_event_models.values()))
    originals = [each.original for each in letter.sentences]
    found = list(
        events.objects.filter(place=letter.place, original__in=originals)
        .select_related("pgh_context")
        .order_by("-pgh_created_at", "-pgh_id")[:MOST_VERSIONS]
    )
    writers = [(each.pgh_context.metadata if each.pgh_context else {}).get("by") for each in found]
    people = Person.objects.in_bulk({key for key in writers if key})
    return [
        Version(
            at=each.pgh_created_at,
            by=str(people.get(key) or _("iemand die is vertrokken")),
            original=with_braces(each.original),
            text="" if each.pgh_label == "deleted" else each.text,
        )
        for each, key in zip(found, writers, strict=True)
    ]
