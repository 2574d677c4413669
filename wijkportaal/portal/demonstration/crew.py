"""Who signs in: staff, boards and residents with their roles, invitations and the review of access."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from areas.roles.actions import (
    accept_invitation,
    assign_role,
    confirm_item,
    end_role,
    finish_review,
    invite,
    start_review,
    withdraw_invitation,
)
from areas.roles.models import ReviewItem
from areas.territory.models import Area
from wijkportaal.foundation.people.actions import add_person
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.people import NORTH, SIGN_INS, character, password_hash
from wijkportaal.portal.demonstration.places import BY_KEY, PLACES

SOUTH = ("sluiskwartier", "turfkade", "zuiderbeemd", "kastanjehoeve")
WEST = ("westerlanen", "havenrijk", "rietoever", "waterkant", "componistenhof")
NORTHERN_VILLAGES = (
    "oldekaap",
    "fjildum",
    "lytsewier",
    "noordermiede",
    "sanwier",
    "grootzwin",
    "pijperveen",
    "bokstenwald",
)
SOUTHERN_VILLAGES = (
    "wytsmasyl",
    "tolsterend",
    "middelkoog",
    "eernsterhuizen",
    "ulkerzijl",
    "teakeburen",
    "kluften",
    "oosterkluft",
    "westerkluft",
    "zwaanwoude",
)
# The wijkmanagers and opbouwwerkers by number of person, with the areas that are theirs.
MANAGERS = {0: NORTH, 1: SOUTH, 2: WEST, 4: NORTHERN_VILLAGES, 8: SOUTHERN_VILLAGES}
WORKERS = {5: NORTH, 12: SOUTH, 13: NORTHERN_VILLAGES, 14: (*WEST, *SOUTHERN_VILLAGES)}
ALDERMAN_OF_WIJKEN, ALDERMAN_OF_DORPEN = 6, 7
ADMINISTRATOR, SECOND_ADMINISTRATOR = 3, 15
DEPARTMENTS = {"wegen": 24, "groen": 29, "samenleving": 18, "toezicht": 17, "ruimte": 31, "klimaat": 32}
FORMER_MANAGER, FUTURE_WORKER, FORMER_COUNCILLOR = 19, 30, 33
# Boards: the chair and secretary of each area follow one another from here.
FIRST_OF_BOARDS = 72


@dataclass
class Crew:
    """Everybody who can sign in, by number of person."""

    people: dict[int, Person] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Person:
        return self.people[number]

    @property
    def administrator(self) -> Person:
        return self[ADMINISTRATOR]

    def manager_of(self, key: str) -> int:
        """Return the number of the wijkmanager of a place."""
        return next(number for number, keys in MANAGERS.items() if key in keys)

    def worker_of(self, key: str) -> int:
        return next(number for number, keys in WORKERS.items() if key in keys)

    def alderman_of(self, key: str) -> int:
        place = BY_KEY.get(key)
        is_wijk = place.kind == "wijk" if place else key == "waterkant"
        return ALDERMAN_OF_WIJKEN if is_wijk else ALDERMAN_OF_DORPEN


def chair_of(key: str) -> int:
    """Return the number of the chair of the panel or dorpsbelang of a place."""
    for sign_in in SIGN_INS:
        if sign_in.function == "chair" and key in sign_in.where:
            return sign_in.number
    keys = [place.key for place in PLACES] + ["oosterkluft", "westerkluft", "waterkant"]
    return FIRST_OF_BOARDS + 3 * keys.index(key)


def gather_people(*, by) -> Crew:
    """Make the accounts; those of the sign-ins get the shared password."""
    crew = Crew()
    addresses = {sign_in.number: sign_in.email for sign_in in SIGN_INS}
    numbers = {
        *addresses,
        *MANAGERS,
        *WORKERS,
        *DEPARTMENTS.values(),
        ALDERMAN_OF_WIJKEN,
        ALDERMAN_OF_DORPEN,
        ADMINISTRATOR,
        SECOND_ADMINISTRATOR,
        FORMER_MANAGER,
        FUTURE_WORKER,
        FORMER_COUNCILLOR,
        *(chair_of(place.key) for place in PLACES),
    }
    for number in sorted(numbers):
        somebody = character(number)
        crew.people[number] = add_person(
            addresses.get(number, somebody.email),
            by=by,
            full_name=somebody.name,
            phone=somebody.mobile,
            verified=True,
        )
    Person.objects.filter(email__in=addresses.values()).update(password=password_hash())
    return crew


def hand_out_roles(crew: Crew, areas: dict[str, Area], *, since: date, by) -> None:
    """Give everybody the roles that they have had from the start."""
    root = areas[""]

    def give(number: int, role: str, area: Area, **more) -> None:
        assign_role(crew[number], role, area, by=by, valid_from=since, **more)

    for number in (ADMINISTRATOR, SECOND_ADMINISTRATOR):
        give(number, "administrator", root)
    for number in (ALDERMAN_OF_WIJKEN, ALDERMAN_OF_DORPEN):
        give(number, "alderman", root)
    for number in DEPARTMENTS.values():
        give(number, "department", root)
    for role, groups in (("area_manager", MANAGERS), ("community_worker", WORKERS)):
        for number, keys in groups.items():
            for key in keys:
                if key in areas:
                    give(number, role, areas[key])
    for key, area in areas.items():
        if key and chair_of(key) in crew.people:
            give(chair_of(key), "board_member", area, function="chair")
    done = {ADMINISTRATOR, ALDERMAN_OF_WIJKEN, *MANAGERS, *WORKERS, *DEPARTMENTS.values()}
    for sign_in in SIGN_INS:
        if sign_in.number not in done and sign_in.function != "chair":
            for key in sign_in.where:
                give(sign_in.number, sign_in.role, areas[key], function=sign_in.function)
    give(FORMER_MANAGER, "area_manager", areas["pijperveen"], note="Waarneming")
    give(FORMER_COUNCILLOR, "councillor", root)


def hand_out_roles_after_reform(crew: Crew, areas: dict[str, Area], *, on: date, by) -> None:
    """Give the roles in the areas that are new."""
    for key in ("kluften", "havenrijk", "rietoever"):
        assign_role(crew[crew.manager_of(key)], "area_manager", areas[key], by=by, valid_from=on)
        assign_role(crew[crew.worker_of(key)], "community_worker", areas[key], by=by, valid_from=on)
        assign_role(crew[chair_of(key)], "board_member", areas[key], by=by, valid_from=on, function="chair")


def end_roles(crew: Crew, *, on: date, by) -> None:
    """Let the stand-in wijkmanager and a member of the raad go."""
    for number, reason in ((FORMER_MANAGER, "De waarneming is klaar."), (FORMER_COUNCILLOR, "Uit de raad.")):
        assignment = crew[number].role_assignments.get(valid_until=None)
        end_role(assignment, on=on, by=by, reason=reason)


def invite_people(crew: Crew, areas: dict[str, Area], clock: Clock, *, by) -> None:
    """Send invitations of every kind: under way, expired, withdrawn and taken. Plan a role for later."""
    days = {
        "expired": (clock.today - timedelta(days=40), "board_member", areas["tolsterend"], 40),
        "withdrawn": (clock.today - timedelta(days=12), "partner", areas[""], 41),
        "accepted": (clock.today - timedelta(days=9), "taskgroup_member", areas["klaverveld"], 42),
        "open": (clock.today - timedelta(days=2), "board_member", areas["zwaanwoude"], 43),
    }
    for outcome, (day, role, area, number) in days.items():
        clock.set_to(day)
        somebody = character(number)
        invitation = invite(
            somebody.email,
            role,
            area,
            by=by,
            full_name=somebody.name,
            function="secretary" if role == "board_member" else "",
            message="Fijn dat u mee wilt doen!",
        )
        if outcome == "withdrawn":
            withdraw_invitation(invitation, by=by, reason="Verkeerd adres")
        if outcome == "accepted":
            clock.set_to(day + timedelta(days=1))
            accept_invitation(invitation)
    clock.set_to(clock.today)
    assign_role(
        crew[FUTURE_WORKER],
        "community_worker",
        areas["turfkade"],
        by=by,
        valid_from=clock.today + timedelta(days=30),
        note="Begint volgende maand",
    )


def review_access(crew: Crew, clock: Clock) -> None:
    """Hold a round that is finished and one that is half done."""
    first, second = crew[ADMINISTRATOR], crew[SECOND_ADMINISTRATOR]
    clock.set_to(clock.today - timedelta(days=58))
    quarterly = start_review("quarterly", by=first)
    for item in _items(quarterly):
        confirm_item(item, by=second if item.assignment.person_id == first.pk else first, note="Nog nodig")
    clock.set_to(clock.today - timedelta(days=52))
    finish_review(quarterly, by=first)
    clock.set_to(clock.today - timedelta(days=11))
    yearly = start_review("yearly", by=first)
    for item in list(_items(yearly))[:18]:
        confirm_item(item, by=second if item.assignment.person_id == first.pk else first)


def _items(review):
    return ReviewItem.objects.filter(review=review).select_related("assignment").order_by("pk")
