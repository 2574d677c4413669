"""What residents of Rietwolde handed in, in every state and on every route, and what became of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from shapely.geometry import shape

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.signals.calculations import fingerprint_of, plain_words, title_of
from participation.signals.forms.handling import FIRST_WORDS
from participation.signals.models import (
    Channel,
    Kind,
    SavedFilter,
    Sender,
    Signal,
    SignalStep,
    StepKind,
    Verdict,
)
from participation.signals.queries.terms import lasts
from participation.signals.states import (
    ADDRESS,
    AGENDA,
    CLOSED,
    DIRECT,
    DISCARDED,
    LIFE_CYCLE,
    NEW,
    ROUTES,
    SOLVE,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.workdays.calculations import after_working_days
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.geography import point_inside
from wijkportaal.portal.demonstration.people import NORTH, character
from wijkportaal.portal.demonstration.photos import Album

SEED = 1966
FIRST_SENDER = 600
# One area has all stories, the others each so many of them.
EACH = 4
REPORT, QUESTION, WISH = Kind.REPORT, Kind.QUESTION, Kind.WISH


@dataclass(frozen=True)
class Story:
    """What somebody handed in so many days ago, the steps that were taken, and what was said at the last."""

    days: int
    kind: Kind
    theme: str
    place: str
    text: str
    steps: tuple[str, ...] = ()
    answer: str = ""
    by: str = "wegen"
    verdict: Verdict = Verdict.NONE


STORIES = (
    Story(2, REPORT, "openbare-ruimte", "Hoek Lindestraat en Kerkpad", "De lantaarn op de hoek bij het Kerkpad doet het al een week niet. Het is er ’s avonds aardedonker."),
    Story(3, REPORT, "openbare-ruimte", "Kerkpad", "Lantaarn op de hoek van het Kerkpad is stuk, het is heel donker."),
    Story(9, QUESTION, "ontmoeting", "Wijkgebouw", "Mogen wij in het wijkgebouw een eetclub beginnen? Wij zijn met zes buren en willen elke week samen koken."),
    Story(13, REPORT, "zwerfvuil", "Bij de glasbak", "Naast de glasbak liggen steeds vuilniszakken. De meeuwen trekken ze open.", (SOLVE,)),
    Story(30, REPORT, "parkeren", "Bij de school", "Bij de school staan de auto’s tussen acht en negen op de stoep. Met de kinderwagen kom ik er niet langs.", (ADDRESS,), by="toezicht"),
    Story(44, REPORT, "verkeersveiligheid", "Dorpsstraat", "In de Dorpsstraat wordt veel te hard gereden. Kan er een drempel komen bij de oversteek?", (ADDRESS, "accept"), "Wij meten twee weken hoe hard er wordt gereden. Daarna hoort u wat wij doen."),
    Story(38, REPORT, "overlast", "Speelveld", "Op het speelveld hangen ’s avonds groepen jongeren. Er is lawaai en er ligt glas, maar ze hebben ook geen andere plek.", (DIRECT,)),
    Story(96, WISH, "jongeren", "Rond het winkelplein", "Kan er voor de jeugd een overdekte plek komen? Nu gaat het mis tussen de winkeliers, de bewoners en de jongens.", (DIRECT, "bring_together"), "Jongerenwerk, de winkeliers en de bewoners spreken elkaar nu elke maand."),
    Story(33, WISH, "vervoer", "Halte Molenweg", "De bus rijdt na zeven uur niet meer. Wie geen auto heeft, komt ’s avonds nergens. Kan de gemeente daar iets aan doen?", (AGENDA,)),
    Story(120, WISH, "groen", "Oude sportveld", "Laat het oude sportveld groen blijven en bouw er geen huizen op. Wij willen er met de buurt een park van maken.", (AGENDA, "present"), "De raad bespreekt het in de vergadering over de bouwplannen."),
    Story(90, REPORT, "verkeersveiligheid", "Brug over de vaart", "De leuning van de brug is verrot. Mijn zoontje ging er bijna doorheen.", (ADDRESS, "accept", "plan"), "De brug krijgt nieuwe leuningen. De aannemer is gevonden."),
    Story(75, REPORT, "groen", "Plantsoen", "De struiken in het plantsoen hangen over het fietspad.", (SOLVE, "finish"), "De hovenier heeft de struiken vorige week gesnoeid.", verdict=Verdict.SOLVED),
    Story(160, WISH, "spelen", "Speeltuintje", "Een schommel voor de kleintjes zou heel welkom zijn in de speeltuin.", (SOLVE, "plan", "finish"), "De schommel staat er! Met dank aan de buren die hielpen met graven."),
    Story(140, QUESTION, "wonen", "Flat aan de Singel", "Waarom staan er al een jaar drie woningen leeg terwijl mijn dochter op de wachtlijst staat?", (ADDRESS, "accept", "finish"), "De woningen worden gerenoveerd. In het voorjaar komen ze vrij.", by="corporatie"),
    Story(200, WISH, "parkeren", "Hofje", "Maak van het grasveld in het hofje extra parkeerplaatsen.", (AGENDA, "present", "decline"), "De wethouder kiest ervoor om het gras te houden. Op loopafstand zijn genoeg plaatsen vrij."),
    Story(12, REPORT, "zwerfvuil", "", "Goedkope zonnepanelen! Bel nu voor de laagste prijs.", ("discard",)),
    Story(50, REPORT, "honden", "Uitlaatveldje", "Hondenpoep op het trapveldje, de kinderen komen vies thuis.", (SOLVE, "finish", "reopen"), "Er staat nu een bak met zakjes.", verdict=Verdict.NOT_SOLVED),
    Story(250, REPORT, "openbare-ruimte", "Stationsstraat", "De stoeptegels liggen scheef, ik ben al twee keer gestruikeld met mijn rollator.", (ADDRESS, "accept", "finish"), "De tegels zijn recht gelegd.", verdict=Verdict.SOLVED),
    Story(310, REPORT, "verkeersveiligheid", "Rotonde", "De markering op de rotonde is weg. Fietsers krijgen geen voorrang.", (ADDRESS, "accept", "plan", "finish"), "De markering is opnieuw aangebracht."),
)  # fmt: skip
ANALYSIS = "Belang: omwonenden, winkeliers, jongeren, school. Invloed: corporatie, jongerenwerk, politie. Er is geen gedeeld beeld van wat het probleem is."


class Signals:
    """Writes the signals down in a few batches; the actions one by one would make the first start slow."""

    def __init__(
        self, crew: Crew, community: Community, areas: dict[str, Area], album: Album, *, today: date
    ) -> None:
        self.crew, self.community, self.today, self.album = crew, community, today, album
        self.areas = {key: area for key, area in areas.items() if key and not area.has_ended}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.dice = random.Random(SEED)  # noqa: S311 - the same signals every time
        self.senders: list[Sender] = []
        self.steps: list[SignalStep] = []
        self.number = FIRST_SENDER

    def hand_in(self, *, by) -> None:
        """Keep all signals with who sent them and each step."""
        signals = list(self.all())
        with recorded(by=by, action="signals.receive_signal"):
            Signal.objects.bulk_create(signals)
            Sender.objects.bulk_create(self.senders)
            SignalStep.objects.bulk_create(self.steps)
            self.merge(signals)
            SavedFilter.objects.create(
                person=self.crew[self.crew.manager_of(NORTH[0])],
                name="Schoon en afval",
                query="theme=zwerfvuil",
            )

    def all(self) -> Iterator[Signal]:
        for place, key in enumerate(sorted(self.areas)):
            stories = [story for number, story in enumerate(STORIES) if (number + place) % EACH == 0]
            if key == NORTH[0]:
                stories = list(STORIES)
            for number, story in enumerate(stories):
                yield self.signal(key, story, shift=(place + number) % 5)

    def signal(self, key: str, story: Story, *, shift: int) -> Signal:
        area = self.areas[key]
        received = self.moment(story.days + shift)
        signal = self.handed_in(area, story, received)
        if story.place and area.border:
            point = point_inside(shape(area.border), self.dice)
            signal.longitude, signal.latitude = Decimal(str(point.x)), Decimal(str(point.y))
        if story.theme == "spelen":
            signal.photo, signal.photo_public = self.album.scene("playground"), True
        self.steps.append(
            SignalStep(signal=signal, kind=StepKind.RECEIVED, state=NEW, due_on=signal.due_on, at=received)
        )
        if self.number % 3:
            somebody = character(self.number)
            self.senders.append(
                Sender(
                    signal=signal,
                    name=somebody.name,
                    email=somebody.email,
                    phone=somebody.phone if signal.channel == Channel.PHONE else "",
                    name_public=self.number % 7 == 0,
                )
            )
        self.number += 1
        self.tell(key, signal, story, shift)
        return signal

    def handed_in(self, area: Area, story: Story, received: datetime) -> Signal:
        """Return a signal as it was on the day that it came in."""
        words = plain_words(story.text)
        return Signal(
            area=area,
            kind=story.kind,
            channel=self.dice.choice([Channel.WEB, Channel.WEB, Channel.DOOR, Channel.PHONE, Channel.STREET]),
            title=title_of(story.text),
            text=story.text,
            theme=self.themes.get(story.theme),
            place=story.place,
            received_at=received,
            due_on=after_working_days(timezone.localdate(received), lasts(NEW)),
            wants_public=self.number % 4 != 0,
            words=" ".join(words),
            fingerprint=fingerprint_of(words),
        )

    def tell(self, key: str, signal: Signal, story: Story, shift: int) -> None:
        """Let the steps of a story be taken, spread over the days since it came in."""
        manager = self.crew[self.crew.manager_of(key)]
        for number, name in enumerate(story.steps, start=1):
            days = story.days + shift - min(story.days - 1, [4, 16, 40, 70][number - 1])
            on = self.today - timedelta(days=max(days, 1))
            self.step(signal, name, on, story, manager)
            last = number == len(story.steps)
            words = story.answer if story.answer and (last or name == "finish") else FIRST_WORDS.get(name, "")
            self.steps.append(
                SignalStep(
                    signal=signal,
                    kind=StepKind.DISPUTED if name == "reopen" else StepKind.MOVED,
                    name=name,
                    state=signal.state,
                    text="" if name == "discard" else str(words),
                    due_on=signal.due_on if signal.is_open else None,
                    organisation=signal.organisation if name == ADDRESS else None,
                    at=self.moment((self.today - on).days, hour=14),
                    by=None if name == "reopen" else manager,
                )
            )
        signal.verdict = story.verdict
        if signal.wants_public and (signal.reopened or signal.state not in {NEW, DISCARDED}):
            signal.published_at = self.moment(max(story.days + shift - 4, 0), hour=15)
            signal.public_text = story.text

    def step(self, signal: Signal, name: str, on: date, story: Story, manager) -> None:
        """Set what follows from one step."""
        signal.state = LIFE_CYCLE.by_name[name].target
        signal.due_on = after_working_days(on, lasts(signal.state))
        if name in ROUTES:
            signal.route, signal.triaged_on, signal.responsible = name, on, manager
        if name == ADDRESS:
            key = next(key for key, area in self.areas.items() if area.pk == signal.area_id)
            signal.organisation = self.community.partner_for(story.by, key)
        if name == AGENDA:
            signal.board = "council" if "groen" in story.theme else "alderman"
        if name == "bring_together":
            signal.analysis, signal.has_script, signal.has_power = ANALYSIS, False, True
        if name in {"plan", "finish", "decline"}:
            signal.decided_on = signal.decided_on or on
        signal.closed_on = on if signal.state in CLOSED else None
        if name == "reopen":
            signal.reopened, signal.decided_on = 1, None
            signal.due_on = after_working_days(on, 2)

    def merge(self, signals: list[Signal]) -> None:
        """Let one of two that say the same go on with the other, in the first of the areas of the sign-ins."""
        area = self.areas[NORTH[0]]
        joined, lead = [signal for signal in signals if signal.area_id == area.pk][1::-1]
        joined.lead = joined.merged_into = lead
        lead.reports = 2
        Signal.objects.bulk_update([joined, lead], ["lead", "merged_into", "reports"])
        SignalStep.objects.create(signal=joined, kind=StepKind.MERGED, other=lead, at=self.moment(0, hour=8))

    def moment(self, days: int, *, hour: int = 11) -> datetime:
        """Return an hour of a day that many days ago, never one to come."""
        then = timezone.make_aware(datetime.combine(self.today - timedelta(days=days), time(hour)))
        return min(then, timezone.now())
