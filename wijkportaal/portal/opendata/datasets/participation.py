"""What residents start, hand in, decide and think; no names of residents, no ballots, no answers of one person."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from participation.initiatives.queries import visible_to as initiatives_visible_to
from participation.meetings.queries import shown
from participation.signals.queries.following import on_the_site
from participation.stewardship.queries import public_list as stewardships
from participation.surveys.queries import measures_by_area_and_year
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.queries import running_first
from participation.voting.queries import last_result, plans_of, public_rounds
from participation.voting.states import PUBLISHED
from wijkportaal.portal.opendata.datasets import (
    AREA,
    GOVERNMENT,
    PAGE,
    SOCIETY,
    dataset,
    label,
    page_of,
    point,
    read,
)

VISITOR = AnonymousUser()


@dataset(
    "initiatieven",
    title=_("Initiatieven van bewoners"),
    text=_("Wat bewoners en dorpsbelangen willen doen, wat ze vragen en hoe het ervoor staat."),
    theme=SOCIETY,
    has_shape=True,
    keywords=("initiatieven", "bewoners"),
    columns={
        "initiatief": _("kenmerk"),
        "titel": _("titel"),
        "samenvatting": _("waar het over gaat, kort"),
        "soort": _("eigen initiatief of uitdaagrecht"),
        **AREA,
        "thema": _("thema"),
        "stand": _("hoe het ervoor staat"),
        "reden": _("reden van die stand"),
        "vraagt": _("wat de makers vragen"),
        "steun_uit_het_gebied": _("hoeveel mensen"),
        "steun_van_elders": _("hoeveel mensen"),
        "op_de_site_sinds": _("wanneer"),
        **PAGE,
    },
)
def initiatives() -> Iterator[tuple]:
    for each in read(initiatives_visible_to(VISITOR).select_related("area", "theme").order_by("pk")):
        yield (
            each.public_id,
            each.title,
            each.summary,
            label(each.get_kind_display()),
            each.area.slug,
            each.area.name,
            each.theme.name,
            label(each.get_state_display()),
            each.state_reason,
            ", ".join(each.asks),
            each.supporters_here,
            each.supporters_elsewhere,
            each.published_at,
            page_of(each),
            point(each.longitude, each.latitude),
        )


@dataset(
    "signalen",
    title=_("Signalen"),
    text=_("Wat bewoners doorgaven en op de site staat, en wat ermee gebeurde. Zonder wie het was."),
    theme=SOCIETY,
    has_shape=True,
    keywords=("signalen", "meldingen"),
    columns={
        "signaal": _("kenmerk"),
        "onderwerp": _("onderwerp"),
        "tekst": _("de tekst op de site"),
        **AREA,
        "thema": _("thema"),
        "stand": _("hoe het ervoor staat"),
        "ontvangen_op": _("wanneer"),
        "afgesloten_op": _("wanneer"),
        "mensen": _("hoeveel mensen het doorgaven"),
        **PAGE,
    },
)
def signals() -> Iterator[tuple]:
    for each in read(on_the_site().select_related("area", "theme").order_by("pk")):
        yield (
            each.public_id,
            each.title,
            each.public_text,
            each.area.slug,
            each.area.name,
            each.theme.name if each.theme else "",
            label(each.get_state_display()),
            each.received_at,
            each.closed_on,
            each.reports,
            page_of(each),
            point(each.longitude, each.latitude),
        )


@dataset(
    "bijeenkomsten",
    title=_("Bijeenkomsten"),
    text=_("Bijeenkomsten waar iedereen mag komen: wanneer, waar, en hoeveel mensen er waren."),
    theme=SOCIETY,
    keywords=("bijeenkomsten", "agenda"),
    columns={
        "bijeenkomst": _("kenmerk"),
        "titel": _("titel"),
        "soort": _("soort bijeenkomst"),
        **AREA,
        "begint": _("wanneer"),
        "eindigt": _("wanneer"),
        "plek": _("waar"),
        "organisator": _("wie het organiseert"),
        "stand": _("aangekondigd, geweest of afgelast"),
        "waren_er": _("hoeveel mensen er waren"),
        **PAGE,
    },
)
def meetings() -> Iterator[tuple]:
    for each in read(shown().order_by("starts_at", "pk")):
        yield (
            each.public_id,
            each.title,
            label(each.get_kind_display()),
            each.area.slug,
            each.area.name,
            each.starts_at,
            each.ends_at,
            each.place,
            each.host,
            label(each.get_state_display()),
            each.attended,
            page_of(each),
        )


@dataset(
    "stemuitslagen",
    title=_("Uitslagen van stemrondes"),
    text=_("Elk plan van een gepubliceerde stemronde, met de punten en of het is gekozen."),
    theme=GOVERNMENT,
    keywords=("stemmen", "burgerbegroting"),
    columns={
        "stemronde": _("kenmerk"),
        "titel": _("titel van de ronde"),
        **AREA,
        "gesloten_op": _("wanneer het stemmen eindigde"),
        "stemmers": _("hoeveel mensen stemden"),
        "plan": _("nummer van het plan"),
        "plan_titel": _("titel van het plan"),
        "kosten": _("euro"),
        "punten": _("stemmen of punten"),
        "gekozen": _("of het is gekozen"),
        **PAGE,
    },
)
def vote_results() -> Iterator[tuple]:
    for found in read(public_rounds().filter(state=PUBLISHED).order_by("pk")):
        outcome = last_result(found).outcome
        rows = {row["number"]: row for row in outcome["plans"]}
        for plan in plans_of(found):
            row = rows.get(plan.number)
            yield (
                found.public_id,
                found.title,
                found.area.slug,
                found.area.name,
                found.ends_at,
                outcome["turnout"]["voters"],
                plan.number,
                plan.title,
                plan.cost,
                row["points"] if row else None,
                row["is_chosen"] if row else False,
                page_of(found),
            )


@dataset(
    "peilingen",
    title=_("Peilingen"),
    text=_(
        "De vier vaste maten per gebied en jaar: meedoen, waardering, opgelost en bekendheid, met de marge."
    ),
    theme=SOCIETY,
    keywords=("peiling", "waardering"),
    columns={
        **AREA,
        "jaar": _("jaar"),
        "maat": _("welke maat"),
        "antwoorden": _("hoeveel mensen antwoordden"),
        "percentage": _("uitkomst; leeg bij te weinig antwoorden"),
        "van": _("ondergrens van de marge"),
        "tot": _("bovengrens van de marge"),
        **PAGE,
    },
)
def surveys() -> Iterator[tuple]:
    for each in measures_by_area_and_year():
        share = each.measured.share
        interval = (share.value, share.low, share.high) if share else ()
        yield (
            each.area.slug,
            each.area.name,
            each.year,
            label(each.measured.scale.measure),
            each.measured.answered or None,
            *([round(100 * part, 1) for part in interval] or [None] * 3),
            page_of(each.survey),
        )


@dataset(
    "taakgroepen",
    title=_("Taakgroepen"),
    text=_("Groepen bewoners die samen één ding uitvoeren, met hoeveel mensen. Zonder namen."),
    theme=SOCIETY,
    keywords=("taakgroepen", "bewoners"),
    columns={
        "taakgroep": _("kenmerk"),
        "naam": _("naam"),
        "doel": _("wat de groep doet"),
        **AREA,
        "stand": _("hoe het ervoor staat"),
        "leden": _("hoeveel"),
        "sinds": _("wanneer"),
        **PAGE,
    },
)
def taskgroups() -> Iterator[tuple]:
    for each in read(running_first(TaskGroup.objects.all()).order_by("pk")):
        yield (
            each.public_id,
            each.name,
            each.aim,
            each.area.slug,
            each.area.name,
            label(each.get_state_display()),
            each.member_count,
            each.created_at,
            page_of(each),
        )


@dataset(
    "zeggenschap",
    title=_("Zeggenschap van bewoners"),
    text=_(
        "Bewonersbedrijven, trusts, coöperaties en zelfbeheer: wie wat beheert, en hoeveel bewoners beslissen."
    ),
    theme=SOCIETY,
    keywords=("zeggenschap", "zelfbeheer"),
    columns={
        "zeggenschapsvorm": _("kenmerk"),
        "naam": _("naam"),
        "vorm": _("vorm"),
        "rechtsvorm": _("rechtsvorm"),
        "gebieden": _("kenmerken van de gebieden"),
        "wat": _("wat de bewoners doen"),
        "zetels": _("aantal zetels"),
        "zetels_bewoners": _("zetels van bewoners"),
        "sinds": _("eerste dag"),
        "tot_en_met": _("laatste dag"),
        **PAGE,
    },
)
def stewardship() -> Iterator[tuple]:
    for each in read(stewardships()):
        yield (
            each.public_id,
            each.name,
            label(each.get_form_display()),
            label(each.get_legal_form_display()),
            ", ".join(area.slug for area in each.areas.all()),
            each.what,
            each.seats,
            each.resident_seats,
            each.starts_on,
            each.ends_on,
            page_of(each),
        )
