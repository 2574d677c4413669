"""The names and sizes of Rietwolde: 12 wijken, 16 dorpen and what they were before the herindeling."""

from dataclasses import dataclass

GEMEENTE = "Rietwolde"
# No gemeente has a CBS number above 2000, and 0510 is not given out as an area code.
GEMEENTE_CODE = "GM9042"
PHONE = "14 0510"


@dataclass(frozen=True)
class Place:
    """One wijk or dorp: where its heart lies (metres from the town's heart) and how many live there now."""

    key: str
    name: str
    kind: str
    number: int
    x: float
    y: float
    inhabitants: int
    character: str

    @property
    def code(self) -> str:
        """The code that CBS would give it."""
        return f"WK9042{self.number:02d}"


def wijk(*facts) -> Place:
    key, name, *rest = facts
    return Place(key, name, "wijk", *rest)


def dorp(*facts) -> Place:
    key, name, *rest = facts
    return Place(key, name, "dorp", *rest)


# The river flows along y = 0, so that a heart at (x, 700) and one at (x, -700) share it as their border.
PLACES = (
    wijk("binnenvesten", "Binnenvesten", 1, 0, 520, 3480, "centre"),
    wijk("sluiskwartier", "Sluiskwartier", 2, 60, -560, 4215, "old"),
    wijk("molenwaard", "Molenwaard", 3, 1180, 640, 6340, "postwar"),
    wijk("turfkade", "Turfkade", 4, 1230, -640, 5165, "old"),
    wijk("westerlanen", "Westerlanen", 5, -1150, 700, 7420, "green"),
    wijk("havenrijk", "Havenrijk", 6, -1240, -700, 2890, "harbour"),
    wijk("vogelweide", "Vogelweide", 7, 520, 1750, 9045, "postwar"),
    wijk("klaverveld", "Klaverveld", 8, -780, 1900, 8130, "seventies"),
    wijk("zuiderbeemd", "De Zuiderbeemd", 9, 700, -1780, 6875, "seventies"),
    wijk("kastanjehoeve", "Kastanjehoeve", 10, -520, -1850, 5590, "green"),
    wijk("componistenhof", "Componistenhof", 11, 2020, 120, 4760, "postwar"),
    wijk("rietoever", "Rietoever", 12, -2150, -90, 3365, "new"),
    dorp("oldekaap", "Oldekaap", 21, -7400, 1350, 932, "water"),
    dorp("wytsmasyl", "Wytsmasyl", 22, -7150, -1300, 1296, "water"),
    dorp("bokstenwald", "Boksterwâld", 23, 6700, 1500, 2140, "wood"),
    dorp("tolsterend", "Tolsterend", 24, 7300, -1450, 1688, "farm"),
    dorp("fjildum", "Fjildum", 25, -4600, 5100, 1085, "farm"),
    dorp("lytsewier", "Lytsewier", 26, -7600, 4300, 39, "terp"),
    dorp("noordermiede", "Noordermiede", 27, -1900, 4600, 2765, "farm"),
    dorp("sanwier", "Sânwier", 28, 300, 6500, 483, "terp"),
    dorp("grootzwin", "Grootzwin", 29, 2500, 4550, 3410, "peat"),
    dorp("pijperveen", "Pijperveen", 30, 5500, 5400, 5748, "peat"),
    dorp("middelkoog", "Middelkoog", 31, -4300, -4300, 1870, "farm"),
    dorp("eernsterhuizen", "Eernsterhuizen", 32, -1300, -4700, 2255, "wood"),
    dorp("ulkerzijl", "Ulkerzijl", 33, -3300, -6600, 612, "water"),
    dorp("teakeburen", "Teakeburen", 34, 900, -6500, 83, "terp"),
    dorp("kluften", "De Kluften", 35, 3000, -4700, 1430, "peat"),
    dorp("zwaanwoude", "Zwaanwoude", 36, 5300, -5600, 764, "wood"),
)
BY_KEY = {place.key: place for place in PLACES}


@dataclass(frozen=True)
class FormerPlace:
    """A wijk or dorp as it was before the herindeling."""

    key: str
    name: str
    kind: str
    number: int
    inhabitants: int

    @property
    def code(self) -> str:
        return f"WK9042{self.number:02d}"


# Two dorpen became De Kluften; Havenrijk and Rietoever were one wijk; Componistenhof had another name.
FORMER = (
    FormerPlace("oosterkluft", "Oosterkluft", "dorp", 37, 890),
    FormerPlace("westerkluft", "Westerkluft", "dorp", 38, 570),
    FormerPlace("waterkant", "De Waterkant", "wijk", 13, 5870),
)
FORMER_BY_KEY = {place.key: place for place in FORMER}
FORMER_NAME_OF_COMPONISTENHOF = "Uitbreiding Oost"
