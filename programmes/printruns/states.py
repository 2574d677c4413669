"""The life cycle of a print run: looked at as a proof, approved, made by the workers, handed over and then frozen."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, PRINTING, STOPPED, READY, PUBLISHED, CANCELLED = (
    "draft",
    "printing",
    "stopped",
    "ready",
    "published",
    "cancelled",
)
PREPARE = "printruns.prepare_run"
# What a worker is asked to make of an area.
PROOF, FINAL = "proof", "final"
# How long a file that nothing refers to any more is kept, in days.
KEEP_UNUSED = timedelta(days=30)


def lacks_areas(run) -> str | None:
    """Say that there is nothing to print."""
    return None if run.areas.filter(left_out="").exists() else _("Kies ten minste één gebied.")


def lacks_proofs(run) -> str | None:
    """Say of how many areas nobody can have seen a proof: what is approved is what the proof showed."""
    number = run.areas.filter(left_out="", content__isnull=True).count()
    return _("Van %(number)s gebieden is nog geen proef gemaakt.") % {"number": number} if number else None


def lacks_corrections(run) -> str | None:
    """Name the areas in which the check list found something that may not be printed."""
    found = [
        area for area in run.areas.filter(left_out="").select_related("programme__area") if area.is_blocked
    ]
    if not found:
        return None
    names = ", ".join(area.area.name for area in found[:4])
    return _("Los eerst op wat er mis is in: %(names)s.") % {"names": names}


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("in voorbereiding"),
        PRINTING: _("wordt gemaakt"),
        STOPPED: _("stilgelegd"),
        READY: _("klaar om uit te geven"),
        PUBLISHED: _("uitgegeven"),
        CANCELLED: _("vervallen"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="approve",
            source=(DRAFT,),
            target=PRINTING,
            permission=PREPARE,
            label=_("Goedkeuren en laten maken"),
            why=_(
                "Wat u in de proef zag, wordt gemaakt. Wat er daarna in een programma verandert, komt er niet in."
            ),
            guards=(lacks_areas, lacks_proofs, lacks_corrections),
        ),
        Transition(
            name="stop",
            source=(PRINTING,),
            target=STOPPED,
            permission=PREPARE,
            label=_("Stilleggen"),
            why=_("De gebieden die al klaar zijn, blijven. U kunt later verdergaan."),
        ),
        Transition(
            name="resume",
            source=(STOPPED,),
            target=PRINTING,
            permission=PREPARE,
            label=_("Verdergaan"),
            why=_("De gebieden die nog niet klaar zijn, worden gemaakt."),
        ),
        Transition(
            name="complete",
            source=(PRINTING,),
            target=READY,
            permission="printruns.complete_run",
            label=_("Alles is gemaakt"),
            why=_("Dit doet het portaal zelf, als van elk gebied alles er is."),
        ),
        Transition(
            name="publish",
            source=(READY,),
            target=PUBLISHED,
            permission=PREPARE,
            label=_("Uitgeven"),
            why=_("De bestanden liggen daarna voorgoed vast. Een herdruk is precies hetzelfde."),
        ),
        Transition(
            name="reopen",
            source=(STOPPED, READY),
            target=DRAFT,
            permission=PREPARE,
            label=_("Terug naar voorbereiding"),
            why=_("Er moet nog iets anders. Alleen wat verandert, wordt opnieuw gemaakt."),
            needs_reason=True,
        ),
        Transition(
            name="cancel",
            source=(DRAFT, STOPPED),
            target=CANCELLED,
            permission=PREPARE,
            label=_("Laten vervallen"),
            why=_("Deze drukgang gaat niet door."),
            needs_reason=True,
        ),
    ),
)
