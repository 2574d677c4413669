"""What the parties of Rietwolde say of each other's texts, and what changed after the college decided."""

from datetime import timedelta

from django.utils import timezone

from programmes.contributions.actions import (
    amend_entry,
    amend_part,
    amend_with_project,
    amend_without_project,
)
from programmes.contributions.calculations import passages
from programmes.contributions.models import Remark, Reply
from programmes.yearly.models import Entry, Part, Programme
from programmes.yearly.queries import projects_to_choose
from programmes.yearly.states import DRAFT, PUBLISHED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.crew import MANAGERS, Crew

# Each tells whether the words still stand there, what is asked, what was answered, and whether it is settled.
REMARKS = (
    (True, "Kunt u erbij zetten waar dit precies is?", "", False),
    (True, "Klopt dit getal nog?", "Ja, het is van deze maand.", False),
    (False, "Dit woord kent niet iedereen. Kan het eenvoudiger?", "Ik heb het veranderd.", True),
    (False, "Noemt u hier ook het telefoonnummer?", "Dat staat nu achterin.", False),
)
GONE = "de openingstijden van het loket"
MANAGED = [key for keys in MANAGERS.values() for key in keys]


def discuss(crew: Crew, *, by) -> None:
    """Let wijkmanagers ask about passages, and suppliers answer."""
    parts = (
        Part.objects.filter(programme__state=DRAFT, programme__area__slug__in=MANAGED, supplier__isnull=False)
        .exclude(text="")
        .select_related("programme__area")
        .order_by("pk")[:16]
    )
    now = timezone.now()
    with recorded(by=by, action="contributions.add_remark"):
        for number, part in enumerate(parts):
            stands, text, answer, settled = REMARKS[number % len(REMARKS)]
            manager = crew[crew.manager_of(part.programme.area.slug)]
            asked = now - timedelta(days=3 + number % 5, hours=number)
            remark = Remark.objects.create(
                part=part,
                quote=passages(part.text)[0].text[:90].rsplit(" ", 1)[0] if stands else GONE,
                text=text,
                at=asked,
                by=manager,
                resolved_at=now - timedelta(days=1) if settled else None,
                resolved_by=manager if settled else None,
            )
            if answer:
                Reply.objects.create(remark=remark, text=answer, at=asked + timedelta(hours=20))


def _change_whole_projects(programme: Programme, crew: Crew) -> None:
    """Let one project go out of a programme and another come in."""
    by = crew[crew.manager_of(programme.area.slug)]
    if extra := projects_to_choose(programme).first():
        amend_with_project(
            programme,
            extra,
            promise="Voor de winter is het klaar.",
            reason="De provincie geeft er geld voor. Wachten tot volgend jaar is dan zonde.",
            by=by,
        )
    dropped = programme.entries.filter(project__state="postponed").last() or programme.entries.last()
    amend_without_project(
        dropped,
        reason="De kosten zijn twee keer zo hoog als gedacht. We zoeken eerst een goedkopere manier.",
        decision_number=f"{programme.year}-0622",
        by=by,
    )


def amend(crew: Crew, *, year: int) -> None:
    """Change a few things in programmes that the college had adopted, with the reason."""
    entries = (
        Entry.objects.filter(
            programme__state=PUBLISHED, programme__area__slug__in=MANAGED, programme__year=year, number=2
        )
        .exclude(promise="")
        .select_related("programme__area", "project")
        .order_by("pk")[:3]
    )
    for entry in entries:
        amend_entry(
            entry,
            promise="We beginnen in het najaar; in het voorjaar daarna is het klaar.",
            reason="De aannemer kan pas na de zomer beginnen.",
            decision_number=f"{year}-0518",
            version=entry.version,
            by=crew[crew.manager_of(entry.programme.area.slug)],
        )
    _change_whole_projects(entries[0].programme, crew)
    part = Part.objects.filter(programme__in=[entry.programme_id for entry in entries], kind="budget").first()
    if part and part.text:
        amend_part(
            part,
            text=f"{part.text}<p>Het bedrag voor activiteiten is in mei met € 500 verhoogd.</p>",
            reason="De gemeenteraad gaf extra geld voor ontmoeting.",
            version=part.version,
            by=crew[crew.manager_of(part.programme.area.slug)],
        )
