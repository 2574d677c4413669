"""The documents that the Woo-index may gather, by category of article 3.3 Woo (docs/adr/0145).

The index wants the document itself and no page about it: of a programme that is its brochure as a PDF; where the page is
the document (a decision, an evaluation) its page.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.decisions.queries import public_decisions
from budgets.staffels.queries import public_versions
from participation.stewardship.models import Stewardship
from participation.surveys.queries import public_surveys
from participation.surveys.states import PUBLISHED
from programmes.analysis.queries import visible_to as analyses_visible_to
from programmes.editions.models import Edition
from programmes.editions.queries import visible_to as editions_visible_to
from programmes.editions.states import SCREEN
from programmes.evaluations.queries import visible_to as evaluations_visible_to
from programmes.evaluations.queries import with_subject
from programmes.translations.states import DUTCH
from programmes.visions.queries import visible_to as visions_visible_to
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.portal.opendata.sitemaps.sections import Address, Section, Woo, dated
from wijkportaal.portal.opendata.sitemaps.writing import CATEGORIES

VISITOR = AnonymousUser()


def _editions() -> QuerySet:
    return dated(editions_visible_to(VISITOR).filter(variant=SCREEN))


def _edition(edition: Edition) -> Iterator[Address]:
    programme = edition.programme
    title = (
        programme.title
        if edition.language == DUTCH
        else f"{programme.title} ({edition.get_language_display()})"
    )
    created = timezone.localdate(edition.made_at)
    yield Address(
        edition.get_absolute_url(), edition.made_at, Woo(title, "012", created, programme.adopted_at)
    )


def _unprinted() -> QuerySet:
    """Programmes of which the brochure is not made yet."""
    printed = editions_visible_to(VISITOR).filter(variant=SCREEN, language=DUTCH).values("programme")
    return dated(programmes_visible_to(VISITOR).exclude(pk__in=printed).select_related("area"))


def _programme(programme) -> Iterator[Address]:
    moment = programme.published_at or programme.created_at
    woo = Woo(programme.title, "012", timezone.localdate(moment), programme.adopted_at)
    yield Address(programme.get_absolute_url(), programme.changed_last, woo)


def _visions() -> QuerySet:
    return dated(visions_visible_to(VISITOR).select_related("area"))


def _vision(vision) -> Iterator[Address]:
    created = vision.decided_on or timezone.localdate(vision.created_at)
    yield Address(vision.get_absolute_url(), vision.changed_last, Woo(vision.title, "002", created))


def _evaluations() -> QuerySet:
    return dated(with_subject(evaluations_visible_to(VISITOR)))


def _evaluation(evaluation) -> Iterator[Address]:
    title = _("Evaluatie: %(title)s") % {"title": evaluation}
    yield _report(evaluation, title, evaluation.published_at)


def _analyses() -> QuerySet:
    return dated(analyses_visible_to(VISITOR).select_related("area"))


def _analysis(analysis) -> Iterator[Address]:
    yield _report(analysis, str(analysis), analysis.published_at)


def _report(record, title: str, published_at) -> Address:
    created = timezone.localdate(published_at or record.changed_last)
    return Address(record.get_absolute_url(), record.changed_last, Woo(title, "015", created, published_at))


def _surveys() -> QuerySet:
    return dated(public_surveys().filter(state=PUBLISHED))


def _survey(survey) -> Iterator[Address]:
    woo = Woo(f"{survey.title} ({survey.area}, {survey.year})", "015", survey.ends_on)
    yield Address(survey.get_absolute_url(), survey.changed_last, woo)


def _decision(decision) -> Iterator[Address]:
    title = f"{decision.number} {decision.subject}"
    woo = Woo(title, "016", decision.decided_on, decision.created_at)
    yield Address(decision.public_path, decision.changed_last, woo)


def _staffels() -> QuerySet:
    return dated(public_versions().select_related("staffel"))


def _staffel(version) -> Iterator[Address]:
    moment = version.decided_at
    if moment is not None:
        woo = Woo(f"{version.staffel} ({version.first_year})", "002", timezone.localdate(moment), moment)
        path = f"{version.staffel.get_absolute_url()}?jaar={version.first_year}"
        yield Address(path, version.changed_last, woo)


def _agreements() -> QuerySet:
    return dated(
        Stewardship.objects.annotate(agreed_on=Min("agreements__starts_on")).filter(agreed_on__isnull=False)
    )


def _agreement(body) -> Iterator[Address]:
    title = _("Afspraken met %(name)s") % {"name": body.name}
    yield Address(body.get_absolute_url(), body.changed_last, Woo(title, "011", body.agreed_on))


def _section(category: str, name: str, records, addresses) -> Section:
    return Section(f"diwoo-infocat{category}-{name}", records, addresses)


SECTIONS = {
    section.name: section
    for section in (
        _section("002", "staffels", _staffels, _staffel),
        _section("011", "zeggenschap", _agreements, _agreement),
        _section("012", "brochures", _editions, _edition),
        _section("012", "programmas", _unprinted, _programme),
        _section("002", "visies", _visions, _vision),
        _section("015", "evaluaties", _evaluations, _evaluation),
        _section("015", "buurtanalyses", _analyses, _analysis),
        _section("015", "peilingen", _surveys, _survey),
        _section("016", "besluiten", lambda: dated(public_decisions()), _decision),
    )
}


def sections_of(category: str) -> list[Section]:
    """Return the sections of a category; none for a number in which the portal has nothing."""
    return [section for name, section in SECTIONS.items() if name.startswith(f"diwoo-infocat{category}-")]


def categories() -> list[str]:
    """Return the numbers of the categories in which the portal has something."""
    return list(CATEGORIES)
