"""The languages in which a programme can be printed besides Dutch."""

DUTCH = "nl"
# By the name that who reads them uses. Only those of which the brochure's typefaces have the letters.
LANGUAGES = {"fy": "Frysk", "en": "English", "de": "Deutsch", "pl": "Polski", "tr": "Türkçe"}
# Those of which the brochure's own words are translated too (locale/).
WITH_FIXED_WORDS = frozenset({DUTCH, "fy", "en"})


def words_in(language: str) -> str:
    """Return the language of the brochure's own words in an edition of some language."""
    return language if language in WITH_FIXED_WORDS else DUTCH
