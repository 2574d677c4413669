"""Sitemaps as XML, piece by piece: the protocol of sitemaps.org, with what DiWoo 0.9.8 adds to it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone

from wijkportaal.portal.opendata.sitemaps.sections import Address, Section, Woo

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
THESAURUS = "https://identifier.overheid.nl/tooi/def/thes/kern"
SETTLING, DUTCH = (
    ("c_641ecd76", "vaststelling"),
    "http://publications.europa.eu/resource/authority/language/NLD",
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The numbers and names of the categories of article 3.3 Woo in which the portal has something.
CATEGORIES = {
    "002": ("c_aab6bfc7", "overige besluiten van algemene strekking"),
    "011": ("c_8fc2335c", "convenanten"),
    "012": ("c_c6cd1213", "jaarplannen en jaarverslagen"),
    "015": ("c_fdaee95e", "onderzoeksrapporten"),
    "016": ("c_46a81018", "beschikkingen"),
}


def index_of(sections: Iterable[Section], *, also: Iterable[str] = ()) -> str:
    """Write the list of the files of some sections; `also` are sections of one file without records."""
    names = [f"{name}-1" for name in also]
    names += [
        f"{section.name}-{number + 1}" for section in sections for number in range(section.number_of_pages())
    ]
    files = "".join(f"<sitemap><loc>{_full(f'/sitemap-{name}.xml')}</loc></sitemap>\n" for name in names)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{files}</sitemapindex>\n'


def file_of(addresses: Iterable[Address], publisher: tuple[str, str]) -> Iterator[str]:
    """Write one file; `publisher` is the address and the name of the gemeente in the register of the government."""
    yield f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:diwoo="{DIWOO}">\n'
    for address in addresses:
        lastmod = f"<lastmod>{_moment(address.changed_at)}</lastmod>" if address.changed_at else ""
        about = _document(address.woo, publisher) if address.woo else ""
        yield f"<url><loc>{_full(address.path)}</loc>{lastmod}{about}</url>\n"
    yield "</urlset>\n"


def _document(woo: Woo, publisher: tuple[str, str]) -> str:
    """Write what is known of a document, in the order that the schema wants."""
    number, name = CATEGORIES[woo.category]
    category = _named("informatiecategorie", f"{THESAURUS}/{number}", name)
    return (
        "<diwoo:Document><diwoo:DiWoo>"
        f"{_named('publisher', *publisher)}"
        f"<diwoo:titelcollectie><diwoo:officieleTitel>{_text(woo.title)}</diwoo:officieleTitel></diwoo:titelcollectie>"
        "<diwoo:classificatiecollectie><diwoo:informatiecategorieen>"
        f"{category}</diwoo:informatiecategorieen></diwoo:classificatiecollectie>"
        f"<diwoo:creatiedatum>{woo.created.isoformat()}</diwoo:creatiedatum>"
        f"{_named('language', DUTCH, 'Nederlands')}"
        f"{_settling(woo)}"
        "</diwoo:DiWoo></diwoo:Document>"
    )


def _settling(woo: Woo) -> str:
    if woo.settled_at is None:
        return ""
    number, name = SETTLING
    return (
        "<diwoo:documenthandelingen><diwoo:documenthandeling>"
        f"{_named('soortHandeling', f'{THESAURUS}/{number}', name)}"
        f"<diwoo:atTime>{_moment(woo.settled_at)}</diwoo:atTime>"
        "</diwoo:documenthandeling></diwoo:documenthandelingen>"
    )


def _named(element: str, resource: str, name: str) -> str:
    return f"<diwoo:{element} resource={quoteattr(resource)}>{_text(name)}</diwoo:{element}>"


def _text(words: str) -> str:
    """Escape a text, without the signs that XML cannot hold."""
    return escape("".join(sign for sign in words if sign >= " " and sign not in "\ufffe\uffff"))


def _full(path: str) -> str:
    return escape(f"{settings.PORTAL_URL}{path}")


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
