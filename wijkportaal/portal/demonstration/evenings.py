"""Meetings in Rietwolde, of every kind and in every state, with who comes, what was said, and a year of overleg."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from areas.organisations.models import Facility, Organisation
from areas.territory.models import Area
from participation.meetings.actions import guests, making, outcomes
from participation.meetings.models import HeadCount, Meeting, Minutes, SignUp
from participation.meetings.states import CHOOSING, HELD, MEMBERS, OTHER, RESULTS, TALK, WALK
from programmes.commitments.actions import make_commitment
from programmes.commitments.queries import source_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import character

FIRST_GUEST = 400
NEEDS = {
    3: "Ik kom met een rolstoel.",
    8: "Graag een tolk Arabisch.",
    13: "Kan iemand op mijn kinderen passen?",
}


@dataclass(frozen=True)
class Evening:
    """A meeting in words: days from today, the hour at which it begins, how many sign-ups, and how far it came."""

    where: str
    kind: str
    title: str
    intro: str
    day: int
    hour: int = 19
    lasts: int = 2
    seats: int | None = None
    sign_ups: int = 0
    until: str = "announced"
    host: str = ""
    agenda: tuple[tuple[str, int], ...] = ()
    also: tuple[str, ...] = ()
    place: str = ""


AGENDA = (
    ("Welkom en koffie", 15),
    ("De plannen aan de muur", 30),
    ("Stickers plakken", 45),
    ("Hoe gaat het verder?", 15),
)
EVENINGS = (
    Evening(
        "vogelweide", CHOOSING, "Kies mee voor het plein",
        "Alle ideeën hangen aan de muur. U krijgt zes stickers en plakt ze bij wat u het belangrijkst vindt.",
        12, seats=60, sign_ups=26, agenda=AGENDA,
    ),
    Evening(
        "klaverveld", WALK, "Wijkschouw: licht en bankjes",
        "Wij lopen een rondje van twee kilometer en schrijven op wat er beter kan.",
        3, hour=10, seats=12, sign_ups=11, place="verzamelen bij de hoofdingang", also=("molenwaard",),
    ),
    Evening(
        "molenwaard", RESULTS, "Wat gaat door, en wat niet?",
        "U hoort bij elk idee van de keuzebijeenkomst wat ermee gebeurt, wie het doet en wanneer.",
        -20, sign_ups=16, until="adopted",
        agenda=(("Terugblik op de keuzebijeenkomst", 15), ("Elk idee met een antwoord", 60), ("Wie doet mee?", 30)),
    ),
    Evening(
        "vogelweide", MEMBERS, "Jaarvergadering van het wijkpanel",
        "Het jaarverslag, de rekening en de verkiezing van twee bestuursleden.",
        -6, sign_ups=9, until="held", host="panel-vogelweide",
        agenda=(("Jaarverslag", 20), ("Rekening en kascommissie", 20), ("Verkiezing van het bestuur", 20)),
    ),
    Evening(
        "binnenvesten", OTHER, "Koffie met de wijkagent", "Loop binnen met uw vraag.", 5, hour=10, lasts=1,
        sign_ups=4, until="cancelled",
    ),
    Evening(
        "klaverveld", OTHER, "Start van de nieuwe speelplek", "Kinderen kiezen zelf de toestellen.", 40, hour=14,
        seats=40, until="draft",
    ),
    Evening(
        "oldekaap", MEMBERS, "Algemene ledenvergadering van de dorpsvereniging",
        "Ook als u nog geen lid bent, bent u welkom.", 21, host="panel-oldekaap", sign_ups=6,
        agenda=(("Plannen voor het nieuwe jaar", 40), ("Contributie", 10)),
    ),
)  # fmt: skip
MINUTES = (
    "<p>Er waren veel buren, ook uit de straten achter het spoor. Bij elk idee is gezegd wat ermee gebeurt.</p>"
    "<p>Vier plannen gaan door. Voor de fontein is geen geld, en de bomen langs de vaart kunnen niet: daar liggen "
    "kabels. De wijkmanager zoekt een andere plek.</p><ul><li>Er is behoefte aan meer licht bij het fietspad.</li>"
    "<li>Iemand vraagt of jongeren ook mee kunnen praten. Dat gebeurt in het voorjaar.</li></ul>"
)
DECISIONS = (
    ("De buurttuin, de bankjes, de soos en het zebrapad gaan door.", "de bewoners, met stickers"),
    ("De fontein gaat niet door: die kost meer dan het hele budget.", "de wijkmanager"),
)
PROMISES = (
    ("De plek van de bankjes eerst met de buren bekijken", "de ontwerper", "groen", 45),
    ("Uitzoeken waar de bomen wel kunnen", "de wijkmanager", "groen", 60),
    ("Sleutels van de soos regelen", "de opbouwwerker", "welzijn", None),
)
# Overleg that comes back: where, how it is called, every how many days, hours, and how many of which organisation.
SERIES = (
    ("vogelweide", "Wijkoverleg Vogelweide", 21, 2, (("", 3), ("panel-vogelweide", 4), ("corporatie-wijk", 2), ("welzijn", 2))),
    ("klaverveld", "Kernteam Klaverveld", 14, 1, (("welzijn", 3), ("corporatie-wijk", 3), ("toezicht", 2))),
    ("molenwaard", "Overleg schoolomgeving", 42, 2, (("", 5), ("wegen", 3), ("panel-molenwaard", 2))),
    ("binnenvesten", "Overleg evenementen", 56, 2, (("", 2), ("toezicht", 2), ("ruimte", 1))),
)  # fmt: skip


class Evenings:
    """Holds the meetings by the real steps; only the crowd and the year of overleg come in a few batches."""

    def __init__(self, crew: Crew, community: Community, areas: dict[str, Area], clock: Clock) -> None:
        self.crew, self.community, self.areas, self.clock = crew, community, areas, clock
        self.halls = {
            hall.area_id: hall
            for hall in Facility.objects.filter(kind__in=("community_centre", "village_hall"), is_active=True)
        }
        self.next_guest = FIRST_GUEST

    def hold(self) -> None:
        for evening in EVENINGS:
            self._hold(evening)
        self._overleg()
        self.clock.set_to(self.clock.today)

    def _hold(self, evening: Evening) -> None:
        today, area = self.clock.today, self.areas[evening.where]
        worker = self.crew[self.crew.manager_of(evening.where)]
        self.clock.set_to(today + timedelta(days=min(evening.day - 18, -9)))
        starts = _at(today + timedelta(days=evening.day), evening.hour)
        hall = None if evening.place else self.halls.get(area.pk)
        meeting = making.make_meeting(
            area,
            by=worker,
            also_areas=[self.areas[key] for key in evening.also],
            kind=evening.kind,
            title=evening.title,
            intro=evening.intro,
            organiser=self._organisation(evening.host),
            starts_at=starts,
            ends_at=starts + timedelta(hours=evening.lasts),
            facility=hall,
            place_note=evening.place or "grote zaal",
            wheelchair="partly" if evening.place else "yes",
            toilet="yes" if hall else "no",
            hearing_loop="yes" if hall else "unknown",
            transport="Bus 3, halte Kerkplein. Parkeren kan achter het gebouw." if hall else "",
            languages="Nederlands. Tolk als u het vooraf vraagt.",
            seats=evening.seats,
        )
        for title, minutes in evening.agenda:
            making.add_point(meeting, title=title, minutes=minutes, by=worker)
        if evening.until == "draft":
            return
        making.take_step(meeting, "announce", by=worker)
        self._fill(meeting, evening.sign_ups)
        if evening.seats == 60:
            self._doubt(meeting, worker)
        if evening.until == "cancelled":
            making.take_step(
                meeting, "cancel", by=worker, reason="De wijkagent is ziek. Er komt een nieuwe datum."
            )
        elif evening.until in {"held", "adopted"}:
            self._come_together(meeting, evening, worker)

    def _organisation(self, key: str) -> Organisation | None:
        return self.community.organisations.get(key) if key else None

    def _fill(self, meeting: Meeting, number: int) -> None:
        """Let people sign up: the last few by the real steps, so that the line is there, the others at once."""
        quick = max(0, number - 4)
        now = timezone.now()
        SignUp.objects.bulk_create(
            SignUp(
                meeting=meeting,
                name=person.name,
                email=person.email,
                persons=1 + (place % 5 == 0),
                needs=NEEDS.get(place, ""),
                state="coming",
                in_line_since=now + timedelta(minutes=place),
            )
            for place, person in enumerate(self._people(quick))
        )
        guests.recount(meeting)
        for place, person in enumerate(self._people(number - quick)):
            guest = guests.sign_up(
                meeting,
                email=person.email,
                name=person.name,
                number=2 - place % 2,
                needs=NEEDS.get(place, ""),
            )
            guests.confirm(guest)

    def _doubt(self, meeting: Meeting, worker) -> None:
        """Somebody did not confirm yet, somebody was invited, and somebody signed off."""
        first, second, third = self._people(3)
        guests.sign_up(meeting, email=first.email, name=first.name)
        guests.invite(meeting, [second.email], by=worker)
        guests.sign_off(guests.confirm(guests.sign_up(meeting, email=third.email, name=third.name)))

    def _people(self, number: int):
        self.next_guest += number
        return [character(place) for place in range(self.next_guest - number, self.next_guest)]

    def _come_together(self, meeting: Meeting, evening: Evening, worker) -> None:
        day = self.clock.today + timedelta(days=evening.day)
        self.clock.set_to(day, evening.hour)
        for guest in meeting.sign_ups.filter(state="coming")[:3]:
            guests.arrive(guest, by=worker)
        numbers = {None: evening.sign_ups + 7, self.community["welzijn"].pk: 2, self.community["groen"].pk: 1}
        guests.save_counts(meeting, numbers, by=worker)
        self.clock.set_to(day, evening.hour + evening.lasts)
        making.take_step(meeting, "hold", by=None)
        written = Minutes.objects.get(meeting=meeting)
        if evening.until == "held":
            outcomes.save_minutes(
                written, {"text": "<p>Concept. De rekening is goedgekeurd.</p>"}, version=1, by=worker
            )
            return
        outcomes.save_minutes(written, {"text": MINUTES}, version=1, by=worker)
        for text, who in DECISIONS:
            outcomes.add_decision(meeting, text=text, who=who, by=worker)
        for text, who, key, days in PROMISES:
            due_on = day + timedelta(days=days) if days else None
            host = self.community[key]
            outcomes.add_promise(meeting, text=text, who=who, organisation=host, due_on=due_on, by=worker)
        self.clock.set_to(day + timedelta(days=3))
        making.take_step(meeting, "adopt_minutes", by=worker)
        self._keep_promise(meeting, worker)

    def _keep_promise(self, meeting: Meeting, worker) -> None:
        """Make a commitment of the first promise, as its form does."""
        source = source_of(worker, promise=str(meeting.meetingpromises.first().pk))
        if source is None:
            return
        values = {
            name: value for name, value in source.initial.items() if name not in {"area", "organisation"}
        }
        make_commitment(
            meeting.area,
            by=worker,
            organisation_id=source.initial["organisation"],
            responsible=worker,
            is_public=True,
            **values,
            **source.links,
        )

    def _overleg(self) -> None:
        """Write down a year and a half of overleg for who is invited, with how many came for whom."""
        today = self.clock.today
        meetings, heads = [], []
        for key, title, every, lasts, counted in SERIES:
            for number in range(1, 540 // every):
                starts = _at(today - timedelta(days=number * every), 9 + number % 3)
                meeting = Meeting(
                    area=self.areas[key],
                    kind=TALK,
                    title=title,
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=lasts),
                    is_public=False,
                    takes_sign_ups=False,
                    state=HELD,
                )
                meetings.append(meeting)
                came = [(name, most - (number + place) % 2) for place, (name, most) in enumerate(counted)]
                if number % 9:
                    heads += [(meeting, name, most) for name, most in came if most]
                    meeting.attended = sum(most for _name, most in came)
        with recorded(by=None, action="meetings.make_meeting"):
            Meeting.objects.bulk_create(meetings)
            Minutes.objects.bulk_create(Minutes(meeting=meeting) for meeting in meetings)
            HeadCount.objects.bulk_create(
                HeadCount(meeting=meeting, organisation=self._organisation(name), number=number)
                for meeting, name, number in heads
            )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
