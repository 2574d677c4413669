"""The people of Rietwolde: nobody of them exists. Numbers and addresses cannot be anybody's."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from wijkportaal.portal.demonstration.words import texts

# One password for all, shown by `demo_sign_ins`; only with PORTAAL_DEMO do these people get it.
PASSWORD = "welkom-in-rietwolde"  # noqa: S105 - meant to be known
DOMAIN = "demo.example"

STYLES = {"v": ("long", "bob", "bun", "curls", "bob", "long"), "m": ("short", "short", "bald", "short")}
WITH_SCARF = frozenset({"Fatma", "Layla", "Nadia", "Maryam"})


class NoDemonstration(Exception):
    """The demonstration's people may not exist here: this portal does not run as a demonstration."""


def refuse_outside_demonstration() -> None:
    """Raise NoDemonstration unless PORTAAL_DEMO is on: everybody knows this password."""
    if not settings.DEMO:
        raise NoDemonstration(
            "De demonstratie heeft inlognamen met een wachtwoord dat iedereen kent. "
            "Zet PORTAAL_DEMO=1 als dit een demonstratie is; doe dat nooit bij een echt portaal."
        )


def password_hash() -> str:
    """Return the hash of the shared password; made once, for hashing is slow by design."""
    refuse_outside_demonstration()
    return make_password(PASSWORD)


@dataclass(frozen=True)
class Character:
    """Somebody made up."""

    number: int
    first_name: str
    last_name: str
    gender: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{slugify(self.name)}@rietwolde.example"

    @property
    def mobile(self) -> str:
        """A number that starts with 06-00, which is never given out."""
        return f"06-00 {10 + self.number % 90} {(self.number * 37) % 90 + 10} {(self.number * 53) % 90 + 10}"

    @property
    def phone(self) -> str:
        """A number in 0510, which is no area code."""
        return f"0510-{200 + self.number % 700} {(self.number * 71) % 900 + 100}"

    @property
    def hair(self) -> str:
        if self.first_name in WITH_SCARF:
            return "scarf"
        styles = STYLES[self.gender]
        return styles[self.number % len(styles)]

    @property
    def is_old(self) -> bool:
        return self.number % 4 == 1


@cache
def character(number: int) -> Character:
    """Return person number so-and-so; first and last names combine to thousands of people."""
    names = texts("namen")["mensen"]["namen"]
    first, gender, last = names[number % len(names)]
    if number >= len(names):
        # A later round gives everyone the last name of somebody further on.
        last = names[(number * 5 + 7 * (number // len(names))) % len(names)][2]
    return Character(number, first, last, gender)


@dataclass(frozen=True)
class SignIn:
    """A role that can be tried out: who it is and what is the first thing to look at."""

    key: str
    role: str
    label: str
    number: int
    where: tuple[str, ...]
    look_at: str
    function: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"

    @property
    def character(self) -> Character:
        return character(self.number)


NORTH = ("vogelweide", "klaverveld", "molenwaard", "binnenvesten")
TREASURER = 35
SIGN_INS = (
    SignIn("bewoner", "resident", "bewoner", 9, ("vogelweide",), "de pagina van de eigen wijk"),
    SignIn("bestuurslid", "board_member", "bestuurslid", 10, ("oldekaap",), "de eigen organisatie", "chair"),
    SignIn(
        "penningmeester",
        "board_member",
        "penningmeester",
        TREASURER,
        ("oldekaap",),
        "het kasboek van het dorp",
        "treasurer",
    ),
    SignIn(
        "taakgroeplid", "taskgroup_member", "taakgroeplid", 11, ("vogelweide",), "de projecten in de wijk"
    ),
    SignIn(
        "wijkopbouwwerker",
        "community_worker",
        "wijkopbouwwerker",
        5,
        NORTH,
        "concepten en standen van projecten",
    ),
    SignIn("wijkmanager", "area_manager", "wijkmanager", 0, NORTH, "het programma van volgend jaar"),
    SignIn("vakafdeling", "department", "vakafdeling", 24, ("",), "projecten in alle gebieden"),
    SignIn("partner", "partner", "partner", 26, ("",), "projecten in alle gebieden"),
    SignIn("wijkwethouder", "alderman", "wijkwethouder", 6, ("",), "programma's die wachten op vaststelling"),
    SignIn("raadslid", "councillor", "raadslid", 27, ("",), "wat beloofd is en wat ervan kwam"),
    SignIn("financieel", "finance", "financieel medewerker", 28, ("",), "kosten en geldbronnen"),
    SignIn("beheerder", "administrator", "beheerder", 3, ("",), "personen, rollen, gebieden en huisstijl"),
)
