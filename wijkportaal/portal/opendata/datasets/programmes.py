"""What was planned, promised and done: programmes, projects, promises, visies, evaluations."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from programmes.commitments.queries import visible_to as commitments_visible_to
from programmes.evaluations.queries import visible_to as evaluations_visible_to
from programmes.evaluations.queries import with_subject
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.visions.models import Goal
from programmes.visions.queries import visible_to as visions_visible_to
from programmes.yearly.models import Entry
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.richtext.calculations import plain
from wijkportaal.portal.opendata.datasets import (
    AREA,
    ENVIRONMENT,
    GOVERNMENT,
    PAGE,
    dataset,
    label,
    page_of,
    point,
    read,
)

VISITOR = AnonymousUser()


@dataset(
    "programmas",
    title=_("Programma's"),
    text=_("De gepubliceerde wijk- en dorpsprogramma's van elk jaar, met het besluit van het college."),
    theme=GOVERNMENT,
    keywords=("wijkprogramma", "dorpsprogramma"),
    columns={
        **AREA,
        "jaar": _("jaar"),
        "titel": _("titel"),
        "inleiding": _("inleiding"),
        "besluit": _("nummer van het collegebesluit"),
        "besloten_op": _("datum van het collegebesluit"),
        "gepubliceerd_op": _("wanneer het openbaar werd"),
        **PAGE,
    },
)
def programmes() -> Iterator[tuple]:
    found = programmes_visible_to(VISITOR).select_related("area").order_by("area__slug", "year")
    for each in read(found):
        yield (
            each.area.slug,
            each.area.name,
            each.year,
            each.title,
            each.intro,
            each.decision_number,
            each.decision_date,
            each.published_at,
            page_of(each),
        )


@dataset(
    "programmaprojecten",
    title=_("Projecten in de programma's"),
    text=_("Wat elk programma belooft: de projecten erin, zoals ze bij de vaststelling waren."),
    theme=GOVERNMENT,
    keywords=("wijkprogramma", "projecten"),
    columns={
        **AREA,
        "jaar": _("jaar van het programma"),
        "nummer": _("nummer op de kaart"),
        "project": _("kenmerk van het project"),
        "titel": _("titel bij de vaststelling"),
        "belofte": _("wat dit jaar is beloofd"),
        "periode": _("wanneer het klaar zou zijn"),
        "kosten": _("kosten in euro bij de vaststelling"),
        "eruit_gehaald_op": _("wanneer het uit het programma ging"),
        "waarom_eruit": _("waarom"),
    },
)
def entries() -> Iterator[tuple]:
    found = Entry.objects.filter(
        programme__in=programmes_visible_to(VISITOR), project__in=projects_visible_to(VISITOR)
    ).select_related("programme__area", "project")
    for each in read(found.order_by("programme__area__slug", "programme__year", "number")):
        yield (
            each.programme.area.slug,
            each.programme.area.name,
            each.programme.year,
            each.number,
            each.project.public_id,
            each.title,
            each.promise,
            each.period,
            each.cost,
            each.dropped_at,
            each.dropped_because,
        )


@dataset(
    "projecten",
    title=_("Projecten"),
    text=_("Wat er in de gebieden gebeurt: wat, waar, wanneer, wie, wat het kost en hoe het ervoor staat."),
    theme=ENVIRONMENT,
    has_shape=True,
    keywords=("projecten", "uitvoering"),
    columns={
        "project": _("kenmerk"),
        "titel": _("titel"),
        "samenvatting": _("wat er gebeurt, kort"),
        **AREA,
        "thema": _("thema"),
        "stand": _("hoe het ervoor staat"),
        "reden": _("reden van die stand"),
        "periode": _("wanneer het gebeurt"),
        "trekker": _("welke organisatie het doet"),
        "straat": _("straat of plek"),
        "kosten": _("kosten in euro"),
        "openbaar_sinds": _("sinds wanneer het openbaar is"),
        "bijgewerkt_op": _("wanneer de stand is bijgewerkt"),
        **PAGE,
    },
)
def projects() -> Iterator[tuple]:
    found = projects_visible_to(VISITOR).select_related("area", "theme", "lead_organisation")
    for each in read(found.order_by("pk")):
        yield (
            each.public_id,
            each.title,
            each.summary,
            each.area.slug,
            each.area.name,
            each.theme.name,
            label(each.get_state_display()),
            each.state_reason,
            each.period,
            each.lead_organisation.name if each.lead_organisation else "",
            each.street,
            each.cost_total,
            each.published_at,
            each.checked_at,
            page_of(each),
            each.place or point(each.marker_longitude, each.marker_latitude),
        )


@dataset(
    "afspraken",
    title=_("Afspraken"),
    text=_("Wat organisaties aan bewoners hebben beloofd, voor wanneer, en of het is nagekomen."),
    theme=GOVERNMENT,
    keywords=("afspraken", "beloften"),
    columns={
        "afspraak": _("kenmerk"),
        **AREA,
        "wat": _("wat is afgesproken"),
        "toelichting": _("toelichting"),
        "wie": _("welke organisatie het belooft"),
        "aan_wie": _("aan wie, zonder namen van bewoners"),
        "afgesproken_op": _("wanneer"),
        "eerste_datum": _("wanneer het eerst klaar zou zijn"),
        "klaar_op": _("de datum die nu geldt"),
        "keren_verschoven": _("hoe vaak de datum verschoof"),
        "stand": _("open, nagekomen of niet nagekomen"),
        "afgesloten_op": _("wanneer het is afgesloten"),
        **PAGE,
    },
)
def commitments() -> Iterator[tuple]:
    found = commitments_visible_to(VISITOR).select_related("area", "organisation", "made_to_organisation")
    for each in read(found.order_by("pk")):
        yield (
            each.public_id,
            each.area.slug,
            each.area.name,
            each.what,
            each.explanation,
            each.organisation.name,
            each.recipient,
            each.made_on,
            each.first_due_on,
            each.due_on,
            each.moves,
            label(each.get_state_display()),
            each.closed_on,
            page_of(each),
        )


@dataset(
    "visiedoelen",
    title=_("Doelen uit de visies"),
    text=_("Wat gebieden over tien jaar anders willen, uit de vastgestelde wijk- en dorpsvisies."),
    theme=GOVERNMENT,
    keywords=("visie", "doelen"),
    columns={
        **AREA,
        "visie": _("titel van de visie"),
        "van": _("eerste jaar"),
        "tot_en_met": _("laatste jaar"),
        "thema": _("thema"),
        "doel": _("wat er anders moet zijn"),
        "toelichting": _("toelichting"),
        **PAGE,
    },
)
def goals() -> Iterator[tuple]:
    found = Goal.objects.filter(chapter__vision__in=visions_visible_to(VISITOR)).select_related(
        "chapter__vision__area", "chapter__theme"
    )
    for each in read(found.order_by("chapter__vision__area__slug", "chapter__vision__first_year", "pk")):
        vision = each.vision
        yield (
            vision.area.slug,
            vision.area.name,
            vision.title,
            vision.first_year,
            vision.last_year,
            each.theme.name,
            each.title,
            plain(each.text),
            page_of(each),
        )


@dataset(
    "evaluaties",
    title=_("Evaluaties"),
    text=_("Wat er van projecten en doelen kwam, wat het kostte en wat het opleverde."),
    theme=GOVERNMENT,
    keywords=("evaluatie", "resultaten"),
    columns={
        **AREA,
        "jaar": _("jaar"),
        "over": _("project of doel"),
        "uitkomst": _("gelukt, deels gelukt of niet gelukt"),
        "gepland": _("geplande kosten in euro"),
        "kosten": _("wat het kostte in euro"),
        "hoeveel": _("hoeveel deden we"),
        "hoe_goed": _("hoe goed deden we het"),
        "beter": _("is iemand er beter van geworden"),
        "cijfer_bewoners": _("cijfer van bewoners"),
        **PAGE,
    },
)
def evaluations() -> Iterator[tuple]:
    for each in read(with_subject(evaluations_visible_to(VISITOR)).order_by("pk")):
        yield (
            each.area.slug,
            each.area.name,
            each.year,
            each.title,
            label(each.get_outcome_display()),
            each.planned_cost,
            each.cost,
            each.how_much,
            each.how_well,
            each.better_off,
            each.residents_mark,
            page_of(each),
        )
