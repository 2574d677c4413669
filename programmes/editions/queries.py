"""Which editions there are, and everything that a brochure says."""

import hashlib
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.urls import NoReverseMatch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.territory.queries import neighbours_of
from programmes.editions.brochure import (
    AgendaDate,
    Brochure,
    Chapter,
    Face,
    Gemeente,
    MoneySource,
    PageOnline,
    Photo,
    PrintedProject,
    Promise,
    Theme,
)
from programmes.editions.calculations import quarters_in
from programmes.editions.models import Edition
from programmes.editions.states import SCREEN, VARIANTS
from programmes.evaluations.queries import results_by_project
from programmes.projects.calculations import Quarter
from programmes.projects.states import LIFE_CYCLE as PROJECT_LIFE_CYCLE
from programmes.translations.queries import (
    InLanguage,
    original_of_entry,
    original_of_intro,
    original_of_part,
)
from programmes.translations.states import DUTCH, words_in
from programmes.yearly.models import Entry, Part, Programme
from programmes.yearly.queries import ProgrammeForPrint, programme_for_print
from programmes.yearly.queries import Promise as LookBack
from programmes.yearly.queries import visible_to as programmes_visible_to
from programmes.yearly.states import PUBLISHED
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.documents.sources import media_source
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN
from wijkportaal.foundation.pictures.models import Picture

PRINT_JOB = "editions.print_edition"
# Widths in millimetres, of the sizes that the print stylesheets have.
FACE_WIDTH, COLUMN_WIDTH, PAGE_WIDTH = 34, 52, 216
PRINT_DOTS = 300
ONE_OF_A_KIND = ("foreword", "portrait", "look_back", "agenda", "people")
UNFINISHED_RESULTS = {"done": "kept", "postponed": "broken", "cancelled": "broken"}


def job_key(programme: Programme, variant: str) -> str:
    """Return the key that keeps two workers from the same brochure."""
    return f"{PRINT_JOB}:{programme.pk}:{variant}"


def visible_to(person) -> QuerySet[Edition]:
    """Return the editions that a person may have: final ones of what they may read, proofs for who works on it."""
    readable = Edition.objects.select_related("programme__area").filter(
        programme__in=programmes_visible_to(person)
    )
    public = readable.filter(is_proof=False, programme__state=PUBLISHED)
    if not person.is_authenticated:
        return public
    proofs = readable.filter(is_proof=True)
    makers = [edition.pk for edition in proofs if person.has_perm("editions.make_edition", edition)]
    return public | readable.filter(pk__in=makers)


def editions_of(programme: Programme) -> QuerySet[Edition]:
    """Return what was printed of a programme, newest first."""
    return Edition.objects.filter(programme=programme).select_related("programme__area", "made_by")


def final_edition(programme: Programme, variant: str, language: str = DUTCH) -> Edition | None:
    """Return the edition of a published programme, or None when it was not printed yet."""
    return (
        Edition.objects.filter(programme=programme, variant=variant, language=language, is_proof=False)
        .select_related("programme__area")
        .first()
    )


def editions_to_read(programme: Programme) -> list[Edition]:
    """Return the final edition for readers in each language, Dutch first."""
    found = Edition.objects.filter(programme=programme, variant=SCREEN, is_proof=False)
    return sorted(found.select_related("programme__area"), key=lambda each: each.language != DUTCH)


def unprinted(limit: int) -> list[tuple[Programme, str]]:
    """Return published programmes and the variants of which no final edition exists, newest first.

    A variant whose last job failed waits until somebody asks for it: trying for ever helps nobody.
    """
    published = Programme.objects.filter(state=PUBLISHED).order_by("-published_at", "-pk")
    printed = set(
        Edition.objects.filter(language=DUTCH, is_proof=False).values_list("programme_id", "variant")
    )
    tried = set(Job.objects.filter(kind=PRINT_JOB).exclude(state="done").values_list("key", flat=True))
    missing = [
        (programme, variant)
        for programme in published
        for variant in VARIANTS
        if (programme.pk, variant) not in printed and job_key(programme, variant) not in tried
    ]
    return missing[: max(0, limit)]


def under_way() -> int:
    """Return how many brochures are being made that nobody in particular asked for."""
    return Job.objects.filter(kind=PRINT_JOB, state__in=OPEN, requested_by=None).count()


def jobs_of(programme: Programme) -> list[Job]:
    """Return the newest job of each variant that is open or failed."""
    jobs = []
    for variant in VARIANTS:
        newest = Job.objects.filter(kind=PRINT_JOB, key=job_key(programme, variant)).first()
        if newest and not newest.is_done:
            jobs.append(newest)
    return jobs


def intact_bytes(edition: Edition) -> bytes | None:
    """Return the file of an edition, or None when it is gone or is not what was printed."""
    try:
        content = edition.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == edition.sha256 else None


# --- What a brochure says -----------------------------------------------------------------------------------


def brochure_of(programme: Programme, language: str = DUTCH) -> Brochure:
    """Return everything that the brochure of a programme says now, in a number of queries that does not grow.

    In another language it has the texts that are translated, and the others in Dutch.
    """
    with translation.override(words_in(language)):
        return _brochure(programme, language)


def _brochure(programme: Programme, language: str) -> Brochure:
    content = programme_for_print(programme)
    texts_in = InLanguage(content.programme, language)
    intro, intro_language = texts_in.say(original_of_intro(content.programme))
    area, year = content.area, content.programme.year
    publisher = gemeente()
    texts = {
        kind: _chapter(content.parts[kind][0], texts_in) for kind in ONE_OF_A_KIND if content.parts.get(kind)
    }
    return Brochure(
        title=f"{_programme_word(area)} {area.name} {year}",
        area_name=area.name,
        area_kind=area.kind,
        year=year,
        gemeente=Gemeente(
            name=publisher.name,
            primary=publisher.primary_colour,
            accent=publisher.accent_colour,
            phone=publisher.phone,
            website=publisher.website.removeprefix("https://").rstrip("/"),
            logo=_photo(publisher.logo, COLUMN_WIDTH, publisher.name),
        ),
        printed_on=timezone.localdate(),
        intro=intro.get("intro", ""),
        language=language,
        intro_language=intro_language,
        proof="" if content.programme.is_published else _("Proef – nog niet gepubliceerd"),
        cover=_photo(content.programme.cover, PAGE_WIDTH, area.name),
        border=area.border,
        neighbours=tuple((other.name, other.border) for other in neighbours_of(area)),
        foreword=texts.get("foreword"),
        portrait=texts.get("portrait"),
        look_back=texts.get("look_back"),
        promises=_promises(content),
        projects=_projects(content, texts_in),
        chapters=tuple(
            _chapter(part, texts_in)
            for kind, parts in content.parts.items()
            for part in parts
            if kind not in ONE_OF_A_KIND[:3]
        ),
        money=tuple(
            MoneySource(source.label.capitalize(), source.amount, _certainty(source))
            for source in content.money
        ),
        faces=tuple(
            Face(
                name=contact.name,
                function=contact.title,
                organisation=contact.organisation,
                phone=contact.phone,
                email=contact.email,
                photo=_photo(contact.photo, FACE_WIDTH, contact.name),
            )
            for contact in content.people
        ),
        agenda=tuple(AgendaDate(item.date, item.title, item.time, item.place) for item in content.agenda),
        pages_online=_pages_online(content),
    )


def _programme_word(area: Area) -> str:
    return _("Dorpsprogramma") if area.kind == "dorp" else _("Wijkprogramma")


def _photo(picture: Picture | None, width: int, subject: str) -> Photo | None:
    if picture is None:
        return None
    fitting = [made for made in picture.widths if made >= width / 25.4 * PRINT_DOTS]
    name = picture.name_of(min(fitting)) if fitting else picture.file.name
    return Photo(
        media_source(name),
        picture.alt or _("Foto: %(subject)s") % {"subject": subject},
        picture.credit,
        pixels=picture.width,
        millimetres=width,
    )


def _chapter(part: Part, texts_in: InLanguage) -> Chapter:
    said, language = texts_in.say(original_of_part(part))
    return Chapter(
        kind=part.kind,
        title=said.get("title", ""),
        text_html=said.get("text", ""),
        language=language,
        author=part.author_name,
        author_function=part.author_function or (str(part.supplier) if part.supplier else ""),
        photo=_photo(part.picture, COLUMN_WIDTH, part.author_name or part.title),
    )


def _promises(content: ProgrammeForPrint) -> tuple[Promise, ...]:
    brought = results_by_project(content.area, content.programme.year - 1)
    return tuple(_promise(line, brought) for line in content.look_back)


def _promise(line: LookBack, brought: dict[int, str]) -> Promise:
    project = line.project
    if line.was_dropped:
        return Promise(line.entry.title, "broken", _("uit het programma gehaald"), line.entry.dropped_because)
    return Promise(
        title=line.entry.title,
        result=UNFINISHED_RESULTS.get(project.state, "busy"),
        label=_("gedaan") if line.is_kept else str(PROJECT_LIFE_CYCLE.states[project.state]),
        explanation=brought.get(project.pk, "") if line.is_kept else project.state_reason,
    )


def _projects(content: ProgrammeForPrint, texts_in: InLanguage) -> tuple[PrintedProject, ...]:
    return tuple(
        _project(
            entry,
            content.programme.year,
            Theme(g.theme.slug, g.theme.name, g.theme.icon, g.theme.colour),
            texts_in,
        )
        for g in content.themes
        for entry in g.entries
    )


def _project(entry: Entry, year: int, theme: Theme, texts_in: InLanguage) -> PrintedProject:
    project = entry.project
    said, language = texts_in.say(original_of_entry(entry))
    state = entry.agreed_state or project.state
    start = Quarter.at(entry.agreed_start) if entry.is_agreed else project.start
    end = Quarter.at(entry.agreed_end) if entry.is_agreed else project.end
    photo = next((shown.picture for shown in project.photos.all()), None)
    partners = [str(partner) for partner in project.partners.all()]
    contact = [project.contact_name, project.contact_phone or project.contact_email]
    return PrintedProject(
        number=entry.number,
        title=said.get("title", ""),
        theme=theme,
        what_html=said.get("text", ""),
        why=said.get("why", ""),
        promise=said.get("promise", ""),
        language=language,
        where=project.street,
        lead=project.lead,
        partners=", ".join([*partners, *filter(None, [project.other_partners])]),
        residents=said.get("residents", ""),
        period=(entry.agreed_period or project.period) if start or end else "",
        quarters=quarters_in(year, start, end),
        cost=entry.agreed_cost if entry.is_agreed else project.cost_total,
        paid_by=", ".join(dict.fromkeys(line.get_source_display() for line in project.costs.all())),
        status=state,
        status_label=str(PROJECT_LIFE_CYCLE.states[state]),
        status_reason=project.state_reason if state in {"postponed", "cancelled"} else "",
        source=project.get_source_display() if project.source != "other" else "",
        contact=", ".join(filter(None, contact)),
        photo=_photo(photo, COLUMN_WIDTH, entry.title),
        place=project.place,
        url=settings.PORTAL_URL + project.get_absolute_url(),
    )


def _certainty(source) -> str:
    if source.uncertain == Decimal(0):
        return ""
    return _("nog niet zeker") if source.uncertain == source.amount else _("deels zeker")


def _pages_online(content: ProgrammeForPrint) -> tuple[PageOnline, ...]:
    pages = []
    for title, found in (
        (_("Hoe staat het er nu voor?"), content.programme.get_absolute_url),
        (_("Alles over %(area)s") % {"area": content.area.name}, content.area.get_absolute_url),
    ):
        try:
            pages.append(PageOnline(title, settings.PORTAL_URL + found()))
        except NoReverseMatch:  # an installation without that room's pages
            continue
    return tuple(pages)
