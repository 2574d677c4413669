"""What Rietwolde learned from last year, and who follows what."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle

from django.utils import timezone

from areas.territory.models import Area
from participation.subscriptions.models import Follower, Rhythm, Subscription
from programmes.evaluations.actions import OUTCOME_OF_STATE, take_over_recipe
from programmes.evaluations.models import Evaluation, Lesson
from programmes.evaluations.states import DRAFT, PUBLISHED
from programmes.yearly.models import Entry
from programmes.yearly.states import PUBLISHED as PROGRAMME_PUBLISHED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import character

PER_PROGRAMME = 4
FIRST_FOLLOWER = 420


@dataclass(frozen=True)
class Told:
    """What is said of a project that went like this; more than one, so that areas differ."""

    how_much: str
    how_well: str
    better_off: str
    residents: str
    mark: str
    share: str


TOLD = {
    "done": (
        Told(
            "Alles wat beloofd was, is gemaakt. Er kwamen twee avonden met samen 64 bewoners.",
            "Op tijd klaar. Drie van de vier bewoners vonden de uitleg vooraf duidelijk.",
            "Omwonenden komen er vaker dan voor de aanpak: bij de telling in juni 40 mensen op een middag, eerst 15.",
            "Blij met het resultaat. Wel graag eerder een brief met de dagen waarop de straat dicht is.",
            "7.8",
            "0.96",
        ),
        Told(
            "Twaalf keer samen gewerkt, met 9 vaste bewoners en een klas van de basisschool.",
            "De groep is gebleven, ook na de zomer. De corporatie leverde het gereedschap.",
            "Buren kennen elkaar beter. Zeven van de tien zeggen nu iemand te hebben die kan helpen.",
            "Gezellig en nuttig. De koffie na afloop hoort erbij.",
            "8.2",
            "1.04",
        ),
    ),
    "partly": (
        Told(
            "De helft is klaar. De rest volgt als de kabels zijn verlegd.",
            "Later dan beloofd: wij hoorden te laat van het werk van de netbeheerder.",
            "Wie aan de kant van de school woont, merkt het al. De overkant nog niet.",
            "Goed dat er eindelijk iets gebeurt, jammer dat het zo lang openligt.",
            "6.1",
            "0.58",
        ),
    ),
    "not": (
        Told(
            "Er is een onderzoek gedaan en een avond gehouden met 22 bewoners.",
            "De avond was goed, de uitkomst niet: er is geen plek die mag en kan.",
            "Nee. Wel weten bewoners nu waarom het niet kan.",
            "Teleurgesteld, maar beter een eerlijk nee dan nog een jaar wachten.",
            "5.2",
            "0.20",
        ),
    ),
}

# Works or not, the lesson, and why: each area has others.
LESSONS = (
    (True, "Laat bewoners kiezen uit drie tekeningen in plaats van een leeg vel", "Met drie schetsen op tafel was er in één avond een keuze. Vorig jaar kostte dat drie avonden."),
    (True, "Vraag de school om mee te doen, dan komen de ouders vanzelf", "Zeven gezinnen die nooit naar een avond komen, stonden er nu wel. Spreek het in augustus af met de school."),
    (False, "Vraag de netbeheerder voor de planning, niet erna", "Wij moesten twee keer openbreken. Een telefoontje in januari had dat voorkomen."),
    (False, "Zoek eerst uit of het mag, en vraag daarna pas wat mensen willen", "De verwachting was gewekt voordat de vergunning bekeken was. Dat kostte vertrouwen."),
    (True, "Zet één naam en één telefoonnummer op het bord bij het werk", "Het aantal klachten halveerde. Mensen bellen liever dan dat ze wachten op een brief."),
    (True, "Geef de vaste groep een eigen sleutel van het gebouw", "Zij hoefden niet meer te wachten op de beheerder en bleven het hele jaar komen."),
    (True, "Begin klein met een proef van zes weken", "Met bloembakken konden bewoners de nieuwe straat eerst voelen. Daarna was bijna iedereen voor."),
    (False, "Plan geen avond in de week voor de zomervakantie", "Er kwamen vier mensen. In september, met hetzelfde onderwerp, waren het er eenendertig."),
    (True, "Ga met de vragen langs de deur in plaats van een formulier op internet", "Van de oudere bewoners deed nu de helft mee. Op internet was dat een op de twintig."),
    (True, "Spreek het onderhoud af voordat er iets komt te staan", "De groep snoeit, de gemeente voert af. Na een jaar ziet het er nog netjes uit."),
    (False, "Laat niet één persoon de hele groep dragen", "Toen de trekker verhuisde, lag alles stil. Nu zijn er twee, en een van hen mag er ook even uit."),
    (True, "Deel de kosten met de corporatie vanaf het eerste gesprek", "Wie meebetaalt, denkt mee. De verlichting kwam zo in één keer goed."),
    (True, "Vertel halverwege wat al klaar is", "Een briefje met drie foto’s in de bus was genoeg. Niemand vroeg nog of het wel doorging."),
)  # fmt: skip


def look_back(crew: Crew, areas: dict[str, Area], *, year: int, by) -> None:
    """Evaluate some projects of every programme of a year: most are public, one waits; one is done after another."""
    manager = {area.pk: crew[crew.manager_of(key)] for key, area in areas.items() if key}
    made: list[Evaluation] = []
    entries = Entry.objects.filter(
        programme__year=year, programme__state=PROGRAMME_PUBLISHED, project__state__in=OUTCOME_OF_STATE
    ).select_related("project", "programme__area")
    seen: dict[int, int] = {}
    for entry in entries.order_by("programme", "number"):
        place = seen.setdefault(entry.programme_id, 0)
        if place == PER_PROGRAMME:
            continue
        seen[entry.programme_id] += 1
        made.append(_evaluated(entry, place, by=manager.get(entry.area.pk, by)))
    with recorded(by=by, action="evaluations.change_state"):
        Evaluation.objects.bulk_create(made)
        # One or two lessons an area: of the others there was nothing that someone else could use.
        taught = [evaluation for number, evaluation in enumerate(made) if number % 3 == 0]
        Lesson.objects.bulk_create(
            Lesson(evaluation=evaluation, works=works, title=title, text=text)
            for evaluation, (works, title, text) in zip(taught, cycle(LESSONS), strict=False)
        )
    examples = [each for each in taught if each.state == PUBLISHED and each.outcome == "done"]
    if examples:
        example = examples[0]
        key, area = next(pair for pair in sorted(areas.items()) if pair[0] and pair[1].pk != example.area_id)
        if not area.has_ended:
            take_over_recipe(example, area, by=crew[crew.manager_of(key)])


def _evaluated(entry: Entry, place: int, *, by) -> Evaluation:
    outcome = OUTCOME_OF_STATE[entry.project.state]
    choices = TOLD[outcome]
    told = choices[entry.pk % len(choices)]
    is_public = place != PER_PROGRAMME - 1
    cost = entry.cost and (entry.cost * Decimal(told.share)).quantize(Decimal(1))
    return Evaluation(
        area=entry.project.area,
        year=entry.programme.year,
        project=entry.project,
        outcome=outcome,
        planned_cost=entry.cost,
        cost=cost,
        how_much=told.how_much,
        how_well=told.how_well,
        better_off=told.better_off,
        residents=told.residents,
        residents_mark=Decimal(told.mark),
        residents_asked=24 + entry.pk % 40,
        state=PUBLISHED if is_public else DRAFT,
        published_at=timezone.now() if is_public else None,
        edited_by=by,
    )


def gather_followers(resident, areas: dict[str, Area]) -> None:
    """Let the resident of the demonstration, and some people without an account, follow areas in every rhythm."""
    keys = sorted(key for key, area in areas.items() if key and not area.has_ended)
    followers = [Follower(person=resident)] + [
        Follower(email=character(FIRST_FOLLOWER + number).email) for number in range(len(keys))
    ]
    # One has not confirmed yet, and mail to one came back.
    followers[-1].bounced_at = timezone.now()
    Follower.objects.bulk_create(followers)
    Subscription.objects.bulk_create(
        Subscription(
            follower=follower,
            kind="area",
            ident=areas[keys[number % len(keys)]].slug,
            rhythm=Rhythm.values[number % len(Rhythm.values)],
            confirmed_at=None if number == len(followers) - 2 else timezone.now(),
        )
        for number, follower in enumerate(followers)
    )
