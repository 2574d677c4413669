from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from programmes.translations.queries import INTRO, InLanguage, key_of_entry, key_of_part, originals_of
from programmes.translations.states import DUTCH
from programmes.yearly.models import Entry, Part, Programme

register = template.Library()


@register.inclusion_tag("translations/_link.html", takes_context=True)
def translations_link(context, programme: Programme) -> dict:
    """The way from the workspace of a programme to its translations. No query of its own."""
    may_translate = context["request"].user.has_perm("translations.translate", programme)
    return {"programme": programme, "may_translate": may_translate}


@dataclass(frozen=True)
class Words:
    """A text of a programme as this page says it; `language` is Dutch where nobody translated it as it is now."""

    fields: dict[str, str]
    language: str

    @property
    def only_dutch(self) -> bool:
        return self.language == DUTCH != get_language()


@dataclass(frozen=True)
class Texts:
    """The texts of a programme in the language of the page, by key; none when nothing is translated."""

    language: str
    said: dict[str, Words]


@register.simple_tag
def texts_in_language(programme: Programme) -> Texts:
    """Read the texts of a programme in the language of the page; three queries, and none for Dutch."""
    language = get_language() or DUTCH
    spoken = InLanguage(programme, language)
    originals = originals_of(programme) if spoken.known else []
    return Texts(language, {each.key: Words(*spoken.say(each)) for each in originals})


@register.simple_tag
def words_of(texts: Texts | str, subject: Programme | Part | Entry) -> Words:
    """Return a text in the language of the page: the introduction, a part, or a project in the programme."""
    if isinstance(subject, Programme):
        key, dutch = INTRO, {"intro": subject.intro}
    elif isinstance(subject, Part):
        key, dutch = key_of_part(subject), {"title": subject.title, "text": subject.text}
    else:
        key, dutch = key_of_entry(subject), {"title": subject.title, "promise": subject.promise}
    return (texts.said.get(key) if texts else None) or Words(dutch, DUTCH)
