"""`{% languages %}`: this page in each language. `<p{% typed %}>`: words that are Dutch on every page."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wijkportaal.foundation.languages.states import DUTCH, LANGUAGES, LOCALES, has_languages, joined, split

register = template.Library()


@dataclass(frozen=True)
class InLanguage:
    """The page that is open in one of the languages."""

    code: str
    name: str
    url: str
    is_current: bool

    @property
    def locale(self) -> str:
        """The language with its country, as a network calls it that shows a link."""
        return LOCALES[self.code]

    @property
    def address(self) -> str:
        """The address with which other sites link to it."""
        return settings.PORTAL_URL + self.url


@register.simple_tag(takes_context=True)
def languages(context) -> list[InLanguage]:
    """Return this page in each language, with its query; nothing for a page that is there in Dutch only."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    current, path = split(request.path)
    if not has_languages(path):
        return []
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [
        InLanguage(code, name, joined(path, code) + query, code == current)
        for code, name in LANGUAGES.items()
    ]


@register.simple_tag(takes_context=True)
def language_of_page(context) -> str:
    """Return the language in which a page is."""
    request: HttpRequest | None = context.get("request")
    return getattr(request, "LANGUAGE_CODE", DUTCH)


@register.simple_tag
def typed() -> SafeString:
    """Return the attribute for an element with words that people typed: a page in another language has them in Dutch."""
    return SafeString("" if get_language() == DUTCH else f' lang="{DUTCH}"')


@register.filter
def before_stop(name: object) -> str:
    """Return a name as it stands before the full stop of a sentence: "Stiens e.o." brings a stop of its own."""
    return str(name).removesuffix(".")
