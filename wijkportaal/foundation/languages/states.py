"""The languages of the portal and which addresses have them. Pure Python."""

DUTCH = "nl"
# By the name that who reads them uses. Dutch is without a prefix.
LANGUAGES = {DUTCH: "Nederlands", "fy": "Frysk", "en": "English"}
# How a network that shows a link calls them (Open Graph).
LOCALES = {DUTCH: "nl_NL", "fy": "fy_NL", "en": "en_GB"}
PREFIXED = tuple(language for language in LANGUAGES if language != DUTCH)

# First parts of addresses that are in Dutch only, or in no language: the workplace and lists to go round
# with, what programs read, and where the gemeente's provider of sign-in sends people back to, which it knows by one
# address.
DUTCH_ONLY = frozenset(
    {
        ".well-known",
        "accounts",
        "api",
        "beheer",
        "componenten",
        "favicon.ico",
        "gereed",
        "geschiedenis",
        "gezond",
        "looplijsten",
        "media",
        "metrics",
        "mijn-looplijsten",
        "ontwikkelaars",
        "open311",
        "robots.txt",
        "signals",
        "sitemap.xml",
        "static",
        "techniek",
        "voorvertoning.png",
        "werk",
        "widget",
    }
)


def split(path: str) -> tuple[str, str]:
    """Return the language of an address and the address without its prefix; `/fy` alone is the front page."""
    language, _slash, rest = path.lstrip("/").partition("/")
    return (language, f"/{rest}") if language in PREFIXED else (DUTCH, path)


def joined(path: str, language: str) -> str:
    """Return an address without a prefix in a language."""
    return path if language == DUTCH else f"/{language}{path}"


def has_languages(path: str) -> bool:
    """Whether an address without its prefix is there in every language."""
    return path.lstrip("/").partition("/")[0] not in DUTCH_ONLY
