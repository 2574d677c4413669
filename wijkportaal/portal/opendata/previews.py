"""What others show of a page: a drawn map as picture for link previews, and JSON-LD of schema.org."""

import json
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.html import _json_script_escapes
from django.utils.safestring import SafeString, mark_safe
from PIL import Image, ImageDraw

from wijkportaal.foundation.branding.calculations import WHITE, mix
from wijkportaal.foundation.documents.maps import Frame, Projection, read_shape

WIDTH, HEIGHT = 1200, 630
# Drawn so much larger and then made smaller: smooth lines without a library for drawing.
SMOOTH = 2


def map_picture(geometry: dict | None, around: Iterable[dict], *, colour: str) -> bytes:
    """Draw an area with those around it as a PNG of 1200 × 630, the size of a link preview."""
    size = (WIDTH * SMOOTH, HEIGHT * SMOOTH)
    picture = Image.new("RGB", size, mix(colour, WHITE, 0.12))
    subject = read_shape(geometry)
    if subject is not None:
        margin = 40 * SMOOTH
        frame = Frame(*size, left=margin, top=margin, right=margin, bottom=margin)
        projection = Projection(subject, frame)
        brush = ImageDraw.Draw(picture)
        for other in around:
            _draw(brush, projection, read_shape(other), fill=mix(colour, WHITE, 0.22), line=WHITE)
        _draw(brush, projection, subject, fill=colour, line=WHITE)
    out = BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(brush: ImageDraw.ImageDraw, projection: Projection, found, *, fill: str, line: str) -> None:
    if found is None:
        return
    drawn = projection.on_paper(found)
    for polygon in getattr(drawn, "geoms", [drawn]):
        if polygon.geom_type == "Polygon":
            brush.polygon(list(polygon.exterior.coords), fill=fill, outline=line, width=3 * SMOOTH)


def as_script(about: dict) -> SafeString:
    """Write a description as a block of data in a page. It is not code: the security policy has no say in it."""
    text = json.dumps({"@context": "https://schema.org", **about}, ensure_ascii=False)
    # The signs with which a block could end, as escapes: whatever is in a title stays in the title.
    escaped = text.translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{escaped}</script>')  # noqa: S308


def full(path: str) -> str:
    """Return the full address of a path."""
    return path if path.startswith("http") else f"{settings.PORTAL_URL}{path}"


def without_nothing(facts: dict) -> dict:
    """Leave out what is not known: an empty answer is not an answer."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def of_gemeente(gemeente) -> dict:
    """Describe the gemeente."""
    return without_nothing(
        {
            "@type": "GovernmentOrganization",
            "name": gemeente.name,
            "url": gemeente.website or full("/"),
            "email": gemeente.email,
            "telephone": gemeente.phone,
            "logo": full(gemeente.logo_url) if gemeente.logo_url else "",
        }
    )


def of_area(area) -> dict:
    """Describe an area as a place; the largest one it lies in is told with it."""
    spot = area.point
    return without_nothing(
        {
            "@type": "AdministrativeArea",
            "name": area.name,
            "url": full(area.get_absolute_url()),
            "geo": {"@type": "GeoCoordinates", "longitude": spot[0], "latitude": spot[1]} if spot else None,
            "containedInPlace": {"@type": "AdministrativeArea", "name": area.parent.name}
            if area.parent
            else None,
        }
    )


def of_project(project) -> dict:
    """Describe a project."""
    return without_nothing(
        {
            "@type": "Project",
            "name": project.title,
            "description": project.summary,
            "url": full(project.get_absolute_url()),
            "location": {"@type": "Place", "name": project.street or project.area.name},
        }
    )


def of_programme(programme) -> dict:
    """Describe a programme as the report that it is."""
    published = programme.published_at
    return without_nothing(
        {
            "@type": "Report",
            "name": programme.title,
            "abstract": programme.intro,
            "url": full(programme.get_absolute_url()),
            "datePublished": timezone.localdate(published).isoformat() if published else "",
            "spatialCoverage": {"@type": "AdministrativeArea", "name": programme.area.name},
            "inLanguage": "nl",
        }
    )


def of_meeting(meeting) -> dict:
    """Describe a meeting as an event that one can go to."""
    state = "EventCancelled" if meeting.state == "cancelled" else "EventScheduled"
    return without_nothing(
        {
            "@type": "Event",
            "name": meeting.title,
            "description": meeting.intro,
            "url": full(meeting.get_absolute_url()),
            "startDate": timezone.localtime(meeting.starts_at).isoformat(),
            "endDate": timezone.localtime(meeting.ends_at).isoformat(),
            "eventStatus": f"https://schema.org/{state}",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": without_nothing(
                {
                    "@type": "Place",
                    "name": meeting.facility.name
                    if meeting.facility
                    else meeting.place_note or meeting.area.name,
                    "address": meeting.facility.address if meeting.facility else meeting.area.name,
                }
            ),
            "organizer": {"@type": "Organization", "name": meeting.host},
            "isAccessibleForFree": True,
        }
    )


def of_organisation(organisation, details: dict[str, str]) -> dict:
    """Describe an organisation; `details` are those that it made public."""
    return without_nothing(
        {
            "@type": "Organization",
            "name": organisation.name,
            "url": full(organisation.get_absolute_url()),
            "sameAs": details.get("website"),
            "email": details.get("email"),
            "telephone": details.get("phone"),
            "address": details.get("address"),
        }
    )


def of_dataset(offer, *, licence, gemeente) -> dict:
    """Describe a dataset with its downloads."""
    home = full("/open-data")
    return without_nothing(
        {
            "@type": "Dataset",
            "name": str(offer.dataset.title),
            "description": str(offer.dataset.text),
            "url": f"{home}#{offer.dataset.key}",
            "license": licence.page,
            "creator": {"@type": "GovernmentOrganization", "name": gemeente.name},
            "dateModified": timezone.localtime(offer.changed_at).isoformat() if offer.changed_at else "",
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": file.format, "contentUrl": f"{home}/{file.name}"}
                for file in offer.files
            ],
        }
    )
