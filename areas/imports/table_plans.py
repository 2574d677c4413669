"""What a table of figures, organisations or postcodes would change. Reads, never writes."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.addresses.models import Postcode
from areas.figures.actions import NewFigure
from areas.figures.models import Figure, Forecast, NationalFigure
from areas.imports.reading.rows import Fault
from areas.imports.reading.tables import COUNTRY, FigureRow, FoundRows, OrganisationRow
from areas.organisations.models import Organisation
from areas.organisations.states import ORGANISATION_KINDS
from areas.territory.models import Area, AreaCode
from areas.territory.queries import root_area
from wijkportaal.foundation.tables.plans import TablePlan, line


@dataclass
class FigurePlan(TablePlan):
    """A plan that counts the figures which it writes beside the rows; those of the country are `national`."""

    figures: int = 0
    national: list[NationalFigure] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {**super().counts, "figures": self.figures}


def plan_figures(found: FoundRows, *, year: int, source: str, gemeente: str = "") -> FigurePlan:
    """Return what a table of CBS figures would change of the areas that the portal knows.

    Rows of another gemeente, and of a kind of area that the portal does not have, are left out and counted;
    an unknown code of the own gemeente is a fault.
    """
    plan = FigurePlan(faults=list(found.faults), notes=list(found.notes))
    areas = areas_by_code([row.code for row in found.rows], year)
    own = {gemeente[2:]} if gemeente else {code[2:6] for code in _own_codes(found)}
    kinds = {code[:2] for code in areas}
    known = figures_known(areas.values(), year)
    outside = other_kind = 0
    for row in found.rows:
        if row.code == COUNTRY:
            _plan_country(plan, row, year=year, source=source)
            continue
        area = areas.get(row.code)
        if area is None:
            if row.code[2:6] not in own:
                outside += 1
            elif row.code[:2] not in kinds:
                other_kind += 1
            else:
                message = _("Deze code kennen we niet in %(year)s. Lees eerst de gebieden in.") % {
                    "year": year
                }
                plan.faults.append(Fault(row.row, _("code"), row.code, message))
            continue
        figures = [NewFigure(area, year, key, value, source) for key, value in row.figures.items()]
        fresh = [
            figure
            for figure in figures
            if known.get((area.pk, figure.indicator)) != (figure.value, figure.source)
        ]
        plan.payload += fresh
        plan.figures += len(fresh)
        if not fresh:
            plan.same += 1
            continue
        text = _figures_said(len(fresh))
        plan.changed.append(line(row.code, area.name, area.get_kind_display(), [text]))
    if outside:
        plan.notes.append(_("Rijen van andere gemeenten, overgeslagen: %(n)s.") % {"n": outside})
    if other_kind:
        plan.notes.append(
            _("Rijen van een soort gebied dat het portaal niet heeft, overgeslagen: %(n)s.")
            % {"n": other_kind}
        )
    has_country = any(row.code == COUNTRY for row in found.rows)
    if not areas and not has_country and not plan.faults:
        plan.faults.append(
            Fault(None, "", "", _("Geen van de codes in dit bestand hoort bij een gebied in het portaal."))
        )
    return plan


def _figures_said(number: int) -> str:
    return ngettext("%(n)d cijfer nieuw of anders.", "%(n)d cijfers nieuw of anders.", number) % {"n": number}


def _plan_country(plan: FigurePlan, row: FigureRow, *, year: int, source: str) -> None:
    """Add which figures of the Netherlands are new or other than before."""
    known = {
        key: (value, told)
        for key, value, told in NationalFigure.objects.filter(year=year).values_list(
            "indicator", "value", "source"
        )
    }
    plan.national = [
        NationalFigure(year=year, indicator=key, value=value, source=source)
        for key, value in row.figures.items()
        if known.get(key) != (value, source)
    ]
    plan.figures += len(plan.national)
    if not plan.national:
        plan.same += 1
        return
    text = _figures_said(len(plan.national))
    plan.changed.append(line(row.code, _("Nederland"), _("land"), [text]))


def _own_codes(found: FoundRows) -> list[str]:
    root = root_area()
    return list(root.codes.values_list("code", flat=True)) if root else [row.code for row in found.rows]


def areas_by_code(codes: list[str], year: int) -> dict[str, Area]:
    """Return the areas that have these codes, in the year nearest to `year`."""
    nearest: dict[str, AreaCode] = {}
    for code in AreaCode.objects.filter(code__in=set(codes)).select_related("area"):
        best = nearest.get(code.code)
        if best is None or abs(code.year - year) < abs(best.year - year):
            nearest[code.code] = code
    return {code: found.area for code, found in nearest.items()}


def figures_known(areas, year: int) -> dict[tuple[int, str], tuple]:
    """Return value and source of the counted figures of a year, by area id and indicator."""
    figures = Figure.objects.filter(area__in=list(areas), year=year, estimated=False)
    return {
        (area, key): (value, source)
        for area, key, value, source in figures.values_list("area_id", "indicator", "value", "source")
    }


class AreaNames:
    """Finds areas by what people write: a code, a web address or a name."""

    def __init__(self):
        self.found: dict[str, list[Area]] = {}
        areas = list(Area.objects.today())
        for area in areas:
            self.found.setdefault(area.name.casefold(), []).append(area)
        for area in areas:
            self.found.setdefault(area.slug, [area])
        for code in AreaCode.objects.select_related("area").order_by("-year"):
            self.found.setdefault(code.code.casefold(), [code.area])

    def find(self, text: str, *, row: int, column: str, faults: list[Fault]) -> Area | None:
        """Return the one area that is meant; none or several become a fault."""
        areas = self.found.get(text.strip().casefold(), [])
        if len(areas) == 1:
            return areas[0]
        message = (
            _("Dit gebied kennen we niet.")
            if not areas
            else _("Er zijn meer gebieden met deze naam. Geef de code.")
        )
        faults.append(Fault(row, column, text, message))
        return None


def plan_forecasts(found: FoundRows, *, source: str) -> FigurePlan:
    """Return which forecasts are new or other than before; what the table leaves empty stays as it was."""
    plan = FigurePlan(faults=list(found.faults), notes=list(found.notes))
    names = AreaNames()
    known = {
        (area, year, key): (value, told)
        for area, year, key, value, told in Forecast.objects.values_list(
            "area_id", "year", "indicator", "value", "source"
        )
    }
    for row in found.rows:
        area = names.find(row.area, row=row.row, column=_("Gebied"), faults=plan.faults)
        if area is None:
            continue
        fresh = [
            NewFigure(area, row.year, key, value, source)
            for key, value in row.figures.items()
            if value is not None and known.get((area.pk, row.year, key)) != (value, source)
        ]
        plan.payload += fresh
        plan.figures += len(fresh)
        if fresh:
            text = ngettext(
                "%(n)d prognose voor %(year)s nieuw of anders.",
                "%(n)d prognoses voor %(year)s nieuw of anders.",
                len(fresh),
            ) % {"n": len(fresh), "year": row.year}
            plan.changed.append(line("", area.name, area.get_kind_display(), [text]))
        else:
            plan.same += 1
    if not found.rows and not plan.faults:
        plan.faults.append(Fault(None, "", "", _("In dit bestand staan geen prognoses.")))
    return plan


def plan_organisations(found: FoundRows) -> TablePlan:
    """Return which organisations are new and which change; those that are not in the table stay."""
    plan = TablePlan(faults=list(found.faults), notes=list(found.notes))
    names = AreaNames()
    known = {
        organisation.name.casefold(): organisation
        for organisation in Organisation.objects.prefetch_related("served")
    }
    seen: dict[str, int] = {}
    for row in found.rows:
        areas = [
            names.find(text, row=row.row, column=_("Gebieden"), faults=plan.faults) for text in row.areas
        ]
        key, kind = row.name.casefold(), str(ORGANISATION_KINDS.get(row.kind, ""))
        if key and key in seen:
            plan.faults.append(
                Fault(
                    row.row,
                    _("Naam"),
                    row.name,
                    _("Deze naam staat ook in rij %(row)s.") % {"row": seen[key]},
                )
            )
        seen.setdefault(key, row.row)
        organisation = known.get(key)
        if organisation is None:
            plan.new.append(line("", row.name, kind))
            plan.payload.append((row, None, areas))
        elif texts := _organisation_differs(organisation, row, areas):
            plan.changed.append(line("", row.name, kind, texts))
            plan.payload.append((row, organisation, areas))
        else:
            plan.same += 1
    return plan


def _organisation_differs(
    organisation: Organisation, row: OrganisationRow, areas: list[Area | None]
) -> list[str]:
    texts = [
        _("%(field)s verandert.") % {"field": organisation._meta.get_field(key).verbose_name}
        for key, value in {"kind": row.kind, **row.details}.items()
        if getattr(organisation, key) != value
    ]
    served = {served.area_id for served in organisation.served.all() if served.valid_until is None}
    if row.areas and served != {area.pk for area in areas if area}:
        texts.append(_("Gebieden veranderen."))
    return texts


def plan_postcodes(found: FoundRows) -> TablePlan:
    """Return the postcodes that take the place of all that were known."""
    plan = TablePlan(faults=list(found.faults), notes=list(found.notes))
    names = AreaNames()
    before = set(Postcode.objects.values_list("postcode", "first", "last", "area_id"))
    for row in found.rows:
        area = names.find(row.area, row=row.row, column=_("Gebied"), faults=plan.faults)
        if area is not None:
            plan.payload.append(Postcode(postcode=row.postcode, first=row.first, last=row.last, area=area))
    after = {(p.postcode, p.first, p.last, p.area_id) for p in plan.payload}
    plan.new = [line(code, "", "", []) for code, *_rest in sorted(after - before, key=str)]
    plan.gone = [line(code, "", "", []) for code, *_rest in sorted(before - after, key=str)]
    plan.same = len(after & before)
    if not plan.payload and not plan.faults:
        plan.faults.append(Fault(None, "", "", _("In dit bestand staan geen postcodes.")))
    return plan
