"""Which texts of a programme there are, and which of them in another language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.translations.calculations import Original, original
from programmes.translations.models import Translation
from programmes.translations.states import DUTCH, LANGUAGES
from programmes.yearly.models import Entry, Part, Programme

INTRO = "inleiding"


def key_of_part(part: Part) -> str:
    return f"onderdeel-{part.pk}"


def key_of_entry(entry: Entry) -> str:
    return f"project-{entry.pk}"


def original_of_part(part: Part) -> Original:
    return original(key_of_part(part), part.title, title=part.title, text=part.text)


def original_of_entry(entry: Entry) -> Original:
    project = entry.project
    return original(
        key_of_entry(entry),
        f"{entry.number}. {entry.title}",
        title=entry.title,
        text=entry.agreed_what or project.what,
        why=project.why,
        residents=project.residents_role,
        promise=entry.promise,
    )


def original_of_intro(programme: Programme) -> Original:
    return original(INTRO, _("Inleiding"), intro=programme.intro)


def originals_of(programme: Programme) -> list[Original]:
    """Return the texts of a programme that the brochure has, in its order; two queries."""
    texts = [original_of_intro(programme)]
    texts += [original_of_part(part) for part in programme.parts.exclude(text="")]
    texts += [
        original_of_entry(entry)
        for entry in programme.entries.standing().select_related("project").order_by("number")
    ]
    return [each for each in texts if each.fields]


def translations_of(programme: Programme, language: str) -> dict[str, Translation]:
    """Return what there is in a language, by the key of its original; one query, and none for Dutch."""
    if language == DUTCH:
        return {}
    return {_key(each): each for each in Translation.objects.filter(programme=programme, language=language)}


def _key(translation: Translation) -> str:
    if translation.part_id:
        return f"onderdeel-{translation.part_id}"
    return f"project-{translation.entry_id}" if translation.entry_id else INTRO


class InLanguage:
    """The texts of a programme as an edition in some language says them; one query, and none for Dutch."""

    def __init__(self, programme: Programme, language: str) -> None:
        self.language = language
        self.known = translations_of(programme, language)

    def say(self, text: Original) -> tuple[dict[str, str], str]:
        """Return the fields of a text, and in which language they are: Dutch where the translation is not of it."""
        found = self.known.get(text.key)
        if found is None or found.source != text.digest:
            return text.fields, DUTCH
        return {name: getattr(found, name) for name in text.fields}, self.language


@dataclass(frozen=True)
class Line:
    """A text and its translation, if there is one."""

    original: Original
    translation: Translation | None

    @property
    def is_current(self) -> bool:
        """Whether it is translated, and the Dutch is still what was translated."""
        return self.translation is not None and self.translation.source == self.original.digest

    @property
    def is_outdated(self) -> bool:
        return self.translation is not None and not self.is_current


def lines_of(programme: Programme, language: str) -> list[Line]:
    """Return every text of a programme with its translation; three queries."""
    known = translations_of(programme, language)
    return [Line(each, known.get(each.key)) for each in originals_of(programme)]


@dataclass(frozen=True)
class Progress:
    """How far a programme is in one language."""

    language: str
    name: str
    ready: int
    outdated: int
    all: int


def progress_of(programme: Programme) -> list[Progress]:
    """Return how far a programme is in each language; three queries."""
    originals = {each.key: each.digest for each in originals_of(programme)}
    found: dict[str, list[bool]] = {language: [] for language in LANGUAGES}
    for each in Translation.objects.filter(programme=programme):
        if (key := _key(each)) in originals:
            found[each.language].append(each.source == originals[key])
    return [
        Progress(
            language, name, sum(found[language]), len(found[language]) - sum(found[language]), len(originals)
        )
        for language, name in LANGUAGES.items()
    ]
