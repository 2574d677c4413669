"""What was promised in Rietwolde on evenings, in letters and in programmes, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from areas.organisations.models import Function
from areas.territory.models import Area
from programmes.commitments.calculations import last_day_of
from programmes.commitments.models import Answer, Commitment, CommitmentStep, SaidIn, StepKind
from programmes.commitments.states import BROKEN, KEPT, OPEN
from programmes.projects.calculations import Quarter
from programmes.projects.models import TrailKind, TrailLine
from programmes.projects.states import CANCELLED, DONE
from programmes.yearly.models import Entry
from programmes.yearly.states import PUBLISHED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import character

PER_AREA, PER_PROGRAMME = 3, 2
# Somebody who is told of a promise; the number of the first of them.
FIRST_RECIPIENT = 300


@dataclass(frozen=True)
class Happening:
    """A step in the life of a promise, in days from today; a moved one has its new date."""

    kind: StepKind
    on: int
    reason: str = ""
    due: int = 0


@dataclass(frozen=True)
class Story:
    """When a promise was made and due, in days from today, and what happened."""

    made: int
    due: int
    happenings: tuple[Happening, ...] = ()


MADE, MOVED, STEP_KEPT, STEP_BROKEN = StepKind.MADE, StepKind.MOVED, StepKind.KEPT, StepKind.BROKEN
STORIES = (
    Story(-300, -200, (Happening(STEP_KEPT, -212), Happening(StepKind.CONFIRMED, -209))),
    Story(
        -280,
        -180,
        (
            Happening(MOVED, -190, "De aannemer kan pas na de bouwvak beginnen.", -120),
            Happening(STEP_KEPT, -131, "De laatste tegel ligt."),
        ),
    ),
    Story(-50, 40),
    Story(-240, -150, (Happening(STEP_KEPT, -118, "Het duurde langer dan beloofd. Dat spijt ons."),)),
    Story(-120, -12),
    Story(
        -200,
        -60,
        (Happening(STEP_BROKEN, -71, "Er liggen kabels in de grond. We zoeken met u een andere plek."),),
    ),
    Story(-150, -60, (Happening(STEP_KEPT, -77),)),
    Story(
        -130,
        -40,
        (
            Happening(STEP_KEPT, -45),
            Happening(StepKind.DISPUTED, -43, "Er is wel iemand geweest, maar het is nog niet af."),
        ),
    ),
    Story(-100, -10, (Happening(MOVED, -16, "De vergunning laat op zich wachten.", 45),)),
    Story(-20, 5),
    Story(-95, -20, (Happening(STEP_KEPT, -26), Happening(StepKind.CONFIRMED, -24))),
)


@dataclass(frozen=True)
class Saying:
    """A promise in words: who, what, and on what occasion it was said."""

    by: str
    what: str
    said_in: SaidIn
    note: str
    made_to: str = ""


SAYINGS = (
    Saying(
        "groen",
        "De gemeente zet twee bankjes langs de wandelroute",
        SaidIn.MEETING,
        "keuzebijeenkomst",
        "bewoners op de keuzebijeenkomst",
    ),
    Saying("wegen", "De losse tegels bij de bushalte worden rechtgelegd", SaidIn.REPORT, "melding van een bewoner"),
    Saying("gemeente", "De wijkwethouder komt terug met de uitkomst van de verkeerstelling", SaidIn.MEETING, "jaarvergadering"),
    Saying("corporatie", "De hal van het flatgebouw krijgt nieuwe verlichting", SaidIn.CONVERSATION, "spreekuur"),
    Saying("groen", "De wilgen langs het water worden geknot", SaidIn.PROGRAMME, "onderhoudsplan", "bewoners aan het water"),
    Saying("toezicht", "Handhavers lopen elke week een ronde na schooltijd", SaidIn.CONVERSATION, "gesprek met de school", "ouders en school"),
    Saying("gemeente", "U krijgt antwoord op de brief over het dorpshuis", SaidIn.LETTER, "brief van het bestuur"),
    Saying("samenleving", "Er komt een vaste avond voor jongeren in het wijkgebouw", SaidIn.MEETING, "vragenronde", "jongeren"),
    Saying("klimaat", "Wie wil, krijgt gratis advies over isolatie", SaidIn.MEETING, "energieavond", "huiseigenaren"),
    Saying("wegen", "De lantaarn op de hoek doet het weer", SaidIn.REPORT, "melding van een bewoner"),
    Saying("ruimte", "Bewoners zien het ontwerp van het plein voordat het vaststaat", SaidIn.MEETING, "inloopavond", "omwonenden"),
    Saying("corporatie", "De tuinen van de lege woningen worden bijgehouden", SaidIn.CONVERSATION, "wijkschouw", "de buren"),
    Saying("gemeente", "Het bestuur krijgt elk kwartaal een overzicht van het budget", SaidIn.MEETING, "overleg met de wijkmanager"),
)  # fmt: skip


class Promises:
    """Writes the promises down in a few batches: one step at a time would make the first start slow."""

    def __init__(self, crew: Crew, community: Community, areas: dict[str, Area], *, today: date) -> None:
        self.crew, self.community, self.today = crew, community, today
        self.areas = {key: area for key, area in areas.items() if key and not area.has_ended}
        self.keys = {area.pk: key for key, area in self.areas.items()}
        self.faces = {
            (face.organisation_id, face.name): face for face in Function.objects.filter(kind="alderman")
        }

    def write_down(self, *, by) -> None:
        """Keep all promises with every step in their lives."""
        made = [*self.said(), *self.programmed()]
        with recorded(by=by, action="commitments.make_commitment"):
            Commitment.objects.bulk_create(commitment for commitment, _steps in made)
            CommitmentStep.objects.bulk_create(step for _commitment, steps in made for step in steps)

    def said(self) -> Iterator[tuple[Commitment, list[CommitmentStep]]]:
        """Return what was promised aloud or in a letter: a few in every area, each with its own story."""
        for place, key in enumerate(sorted(self.areas)):
            for number in range(place * PER_AREA, (place + 1) * PER_AREA):
                saying, story = SAYINGS[number % len(SAYINGS)], STORIES[number % len(STORIES)]
                yield self.tell(self.promise(key, saying, number), story, shift=-(place % 4))

    def promise(self, key: str, saying: Saying, number: int) -> Commitment:
        organisation = self.community.partner_for(saying.by, key) or self.community["gemeente"]
        alderman = self.crew[self.crew.alderman_of(key)].full_name
        panel = self.community.partner_for("panel", key)
        somebody = character(FIRST_RECIPIENT + number)
        is_told = saying.said_in == SaidIn.REPORT
        return Commitment(
            area=self.areas[key],
            what=saying.what,
            organisation=organisation,
            function=self.faces.get((organisation.pk, alderman)),
            responsible=self.crew[self.crew.manager_of(key)],
            made_to=saying.made_to,
            made_to_organisation=None if saying.made_to or is_told else panel,
            made_to_name=somebody.name if is_told else "",
            made_to_email=somebody.email if is_told else "",
            said_in=saying.said_in,
            said_note=saying.note,
            is_public=True,
        )

    def tell(
        self, commitment: Commitment, story: Story, *, shift: int
    ) -> tuple[Commitment, list[CommitmentStep]]:
        """Let a story happen to a promise, some days earlier or later."""
        day = self.day_of(shift)
        commitment.made_on = day(story.made)
        commitment.due_on = commitment.first_due_on = day(story.due)
        steps = [self.step(commitment, MADE, day(story.made), new_due_on=commitment.due_on)]
        for happening in story.happenings:
            dates = {}
            if happening.kind == MOVED:
                dates = {"old_due_on": commitment.due_on, "new_due_on": day(happening.due)}
                commitment.due_on = day(happening.due)
                commitment.moves += 1
            self.settle(commitment, happening.kind, day(happening.on))
            steps.append(
                self.step(commitment, happening.kind, day(happening.on), reason=happening.reason, **dates)
            )
        return commitment, steps

    @staticmethod
    def settle(commitment: Commitment, kind: StepKind, on: date) -> None:
        """Set what follows from a step."""
        if kind in {STEP_KEPT, STEP_BROKEN}:
            commitment.state = KEPT if kind == STEP_KEPT else BROKEN
            commitment.closed_on = on
        elif kind == StepKind.CONFIRMED:
            commitment.answer = Answer.CONFIRMED
        elif kind == StepKind.DISPUTED:
            commitment.state, commitment.closed_on, commitment.answer = OPEN, None, Answer.DISPUTED

    def day_of(self, shift: int):
        return lambda days: self.today + timedelta(days=days + shift)

    def step(self, commitment: Commitment, kind: StepKind, on: date, **fields) -> CommitmentStep:
        by_recipient = kind in {StepKind.CONFIRMED, StepKind.DISPUTED}
        at = timezone.make_aware(datetime.combine(on, time(10, 30)))
        return CommitmentStep(
            commitment=commitment,
            kind=kind,
            at=at,
            by=None if by_recipient else commitment.responsible,
            **fields,
        )

    def programmed(self) -> Iterator[tuple[Commitment, list[CommitmentStep]]]:
        """Return what programmes promised in a sentence, with what became of the project."""
        found: dict[int, int] = {}
        finished = dict(
            TrailLine.objects.filter(kind=TrailKind.STATE, new__in=[DONE, CANCELLED])
            .order_by("at")
            .values_list("project_id", "at")
        )
        entries = (
            Entry.objects.filter(
                programme__state=PUBLISHED,
                programme__year__in=(self.today.year - 1, self.today.year),
                programme__area__in=list(self.keys),
                project__lead_organisation__isnull=False,
                agreed_end__isnull=False,
            )
            .exclude(promise="")
            .select_related("programme__area", "project__lead_organisation")
            .order_by("programme_id", "number")
        )
        for entry in entries:
            if entry.project.start and entry.project.start.year < entry.programme.year:
                continue  # Carried over: its promise is that of the year before.
            found[entry.programme_id] = found.get(entry.programme_id, 0) + 1
            if found[entry.programme_id] <= PER_PROGRAMME:
                yield self.from_entry(entry, finished.get(entry.project_id))

    def from_entry(self, entry: Entry, finished: datetime | None) -> tuple[Commitment, list[CommitmentStep]]:
        key, project = self.keys[entry.programme.area_id], entry.project
        made = timezone.localdate(entry.programme.adopted_at)
        due = max(last_day_of(Quarter.at(entry.agreed_end)), made)
        commitment = Commitment(
            area=entry.programme.area,
            what=entry.promise[:200],
            organisation=project.lead_organisation,
            responsible=self.crew[self.crew.manager_of(key)],
            made_to=f"bewoners van {entry.programme.area.name}",
            made_on=made,
            first_due_on=due,
            due_on=due,
            said_in=SaidIn.PROGRAMME,
            said_note=entry.programme.title,
            entry=entry,
            project=project,
            is_public=True,
        )
        steps = [self.step(commitment, MADE, made, new_due_on=due)]
        if finished and timezone.localdate(finished) >= made and project.state in {DONE, CANCELLED}:
            on = timezone.localdate(finished)
            kind = STEP_KEPT if project.state == DONE else STEP_BROKEN
            self.settle(commitment, kind, on)
            steps.append(self.step(commitment, kind, on, reason=project.state_reason))
        return commitment, steps
