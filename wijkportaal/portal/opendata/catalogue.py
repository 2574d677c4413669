"""The catalogue of our datasets by DCAT-AP-NL 3.0, as triples."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.languages.speaking import plain_address
from wijkportaal.portal.opendata.queries import Offer
from wijkportaal.portal.opendata.states import FORMATS, MEDIA_TYPES, Licence
from wijkportaal.portal.opendata.triples import Iri, Triple, Value, expand

AUTHORITY = "http://publications.europa.eu/resource/authority"
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente"
PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
DUTCH = Iri(f"{AUTHORITY}/language/NLD")
PUBLIC = Iri(f"{AUTHORITY}/access-right/PUBLIC")
DAILY = Iri(f"{AUTHORITY}/frequency/DAILY")


def home() -> str:
    """Return the address of the catalogue: the page that people read."""
    return f"{settings.PORTAL_URL}/open-data"


def publisher_of(code: str) -> str:
    """Return the name of the gemeente in the register of the government, or on our own site when it has no code."""
    return f"{TOOI}/{code.lower()}" if code else f"{home()}#gemeente"


def catalogue(offers: Sequence[Offer], *, gemeente: Gemeente, code: str, licence: Licence) -> list[Triple]:
    """Return the catalogue of the datasets that have files."""
    offers = [offer for offer in offers if offer.files]
    who, contact = publisher_of(code), f"{home()}#contact"
    changed = max((offer.changed_at for offer in offers), default=None)
    first = min((file.first_made_at for offer in offers for file in offer.files), default=None)
    return [
        *_described(
            home(), "dcat:Catalog", _("Open data van %(name)s") % {"name": gemeente.name}, _about(gemeente)
        ),
        (home(), "dct:publisher", Iri(who)),
        (home(), "dct:creator", Iri(who)),
        (home(), "dcat:contactPoint", Iri(contact)),
        (home(), "dct:language", DUTCH),
        (home(), "dct:license", Iri(licence.uri)),
        (home(), "dct:conformsTo", Iri(PROFILE)),
        (home(), "foaf:homepage", Iri(home())),
        (home(), "dcat:themeTaxonomy", Iri(f"{AUTHORITY}/data-theme")),
        *_dated(home(), first, changed),
        (home(), "dcat:service", Iri(_service_name())),
        *((home(), "dcat:dataset", Iri(address_of(offer))) for offer in offers),
        *_agent(who, gemeente),
        *_contact(contact, gemeente),
        *(triple for offer in offers for triple in _dataset(offer, who, contact, licence)),
        *_service(who, contact, licence),
    ]


def address_of(offer: Offer) -> str:
    """Return the name of a dataset, which is also where it stands on the page."""
    return f"{home()}#{offer.dataset.key}"


def _about(gemeente: Gemeente) -> str:
    return _(
        "Wat er gebeurt in de wijken en dorpen van %(name)s: plannen, afspraken, geld en wat bewoners doen."
    ) % {"name": gemeente.name}


def _described(subject: str, kind: str, title: str, text: str) -> Iterator[Triple]:
    yield subject, "rdf:type", Iri(expand(kind))
    yield subject, "dct:title", Value(title, language="nl")
    yield subject, "dct:description", Value(text, language="nl")


def _dated(subject: str, first: datetime | None, changed: datetime | None) -> Iterator[Triple]:
    if first and changed:
        yield subject, "dct:issued", _moment(first)
        yield subject, "dct:modified", _moment(changed)


def _moment(moment: datetime) -> Value:
    return Value(timezone.localtime(moment).isoformat(timespec="seconds"), "xsd:dateTime")


def _agent(who: str, gemeente: Gemeente) -> Iterator[Triple]:
    yield who, "rdf:type", Iri(expand("foaf:Agent"))
    yield who, "foaf:name", Value(gemeente.name, language="nl")
    yield who, "dct:type", Iri("http://purl.org/adms/publishertype/LocalAuthority")
    if gemeente.website:
        yield who, "foaf:homepage", Iri(gemeente.website)


def _contact(contact: str, gemeente: Gemeente) -> Iterator[Triple]:
    yield contact, "rdf:type", Iri(expand("vcard:Organization"))
    yield contact, "rdf:type", Iri(expand("vcard:Kind"))
    yield contact, "vcard:fn", Value(gemeente.name, language="nl")
    if gemeente.email:
        yield contact, "vcard:hasEmail", Iri(f"mailto:{gemeente.email}")
    yield contact, "vcard:hasURL", Iri(gemeente.website or settings.PORTAL_URL)


def _dataset(offer: Offer, who: str, contact: str, licence: Licence) -> Iterator[Triple]:
    it, about = address_of(offer), offer.dataset
    first = min(file.first_made_at for file in offer.files)
    yield from _described(it, "dcat:Dataset", str(about.title), str(about.text))
    yield it, "dct:identifier", Value(it)
    yield it, "dct:publisher", Iri(who)
    yield it, "dct:creator", Iri(who)
    yield it, "dcat:contactPoint", Iri(contact)
    yield it, "dct:accessRights", PUBLIC
    yield it, "dcat:theme", Iri(f"{AUTHORITY}/data-theme/{about.theme}")
    yield it, "dct:language", DUTCH
    yield it, "dct:accrualPeriodicity", DAILY
    yield it, "dcat:landingPage", Iri(it)
    yield from _dated(it, first, offer.changed_at)
    for word in about.keywords:
        yield it, "dcat:keyword", Value(word, language="nl")
    for file in offer.files:
        address = f"{home()}/{file.name}"
        yield it, "dcat:distribution", Iri(f"{address}#bestand")
        yield from _distribution(f"{address}#bestand", address, file, str(about.title), licence)


def _distribution(it: str, address: str, file, title: str, licence: Licence) -> Iterator[Triple]:
    media = MEDIA_TYPES[file.format].partition(";")[0]
    yield it, "rdf:type", Iri(expand("dcat:Distribution"))
    yield it, "dct:title", Value(f"{title} ({FORMATS[file.format]})", language="nl")
    yield it, "dcat:accessURL", Iri(address)
    yield it, "dcat:downloadURL", Iri(address)
    yield it, "dct:license", Iri(licence.uri)
    yield it, "dct:format", Iri(f"{AUTHORITY}/file-type/{file.format.upper()}")
    yield it, "dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{media}")
    yield it, "dcat:byteSize", Value(str(file.size), "xsd:nonNegativeInteger")
    yield it, "dct:modified", _moment(file.changed_at)
    yield it, "dct:language", DUTCH
    yield it, "spdx:checksum", Iri(f"{it}-controle")
    yield f"{it}-controle", "rdf:type", Iri(expand("spdx:Checksum"))
    yield f"{it}-controle", "spdx:algorithm", Iri(expand("spdx:checksumAlgorithm_sha256"))
    yield f"{it}-controle", "spdx:checksumValue", Value(file.sha256, "xsd:hexBinary")


def _service_name() -> str:
    return f"{home()}#api"


def _service(who: str, contact: str, licence: Licence) -> Iterator[Triple]:
    """The API, for who wants what holds at this moment."""
    it = _service_name()
    title, text = _("REST-API van het wijkportaal"), _("Dezelfde gegevens, zoals ze op dit moment zijn.")
    yield from _described(it, "dcat:DataService", title, text)
    yield it, "dct:identifier", Value(it)
    yield it, "dct:publisher", Iri(who)
    yield it, "dcat:contactPoint", Iri(contact)
    yield it, "dct:accessRights", PUBLIC
    yield it, "dct:license", Iri(licence.uri)
    yield it, "dcat:theme", Iri(f"{AUTHORITY}/data-theme/GOVE")
    yield it, "dcat:endpointURL", Iri(settings.PORTAL_URL + plain_address("api:root"))
    yield it, "dcat:endpointDescription", Iri(settings.PORTAL_URL + plain_address("api:document"))
