"""Key figures of every area through the years, as CBS would give them: trends, noise and gaps."""

import random
from decimal import Decimal

from wijkportaal.portal.demonstration.places import BY_KEY, FORMER, PLACES

SOURCE = "Rietwolde in cijfers (verzonnen)"
COUNTRY_SOURCE = "Nederland in cijfers (verzonnen)"
# Growth a year, shares of five age bands, people a household, WOZ in thousands, owners and income (x 1000).
CHARACTERS = {
    "centre": (0.012, (7, 22, 36, 21, 14), 1.5, 268, 34, 27.1),
    "old": (0.006, (13, 14, 33, 24, 16), 1.9, 231, 48, 24.8),
    "postwar": (0.002, (17, 13, 29, 23, 18), 2.0, 203, 29, 22.3),
    "green": (-0.001, (15, 9, 19, 30, 27), 2.2, 428, 74, 35.9),
    "harbour": (0.031, (10, 13, 42, 24, 11), 1.8, 336, 57, 33.6),
    "seventies": (-0.004, (15, 12, 24, 29, 20), 2.3, 274, 58, 27.4),
    "new": (0.043, (27, 10, 38, 19, 6), 2.8, 392, 78, 34.2),
    "water": (0.003, (15, 10, 21, 30, 24), 2.3, 315, 71, 29.8),
    "wood": (-0.003, (13, 9, 18, 32, 28), 2.3, 371, 77, 32.5),
    "farm": (-0.002, (17, 11, 21, 29, 22), 2.5, 296, 73, 28.9),
    "terp": (-0.008, (12, 9, 16, 33, 30), 2.2, 288, 82, 29.0),
    "peat": (0.004, (17, 12, 23, 28, 20), 2.4, 259, 66, 27.2),
}
BANDS = ("00_14", "15_24", "25_44", "45_64", "65_oo")
Row = tuple[str, int, str, Decimal | None]


def whole(value: float, step: int = 5) -> Decimal:
    """Round as CBS does, to a multiple of five, so that nobody can be recognised."""
    return Decimal(int(round(value / step) * step))


def figures_of_place(
    *, people: float, character: str, hectares: float, year: int, dice
) -> dict[str, Decimal | None]:
    """Return the figures of one area in one year. What would be about too few people is unknown."""
    _growth, bands, household, worth, owners, income = CHARACTERS[character]
    lean = (year - 2024) * 0.35
    shares = [bands[0] - lean * 0.4, bands[1], bands[2] - lean * 0.3, bands[3] - lean * 0.3, bands[4] + lean]
    total = sum(shares)
    small = people < 100
    step = 1 if small else 5
    counts = [whole(people * share / total * dice.uniform(0.98, 1.02), step) for share in shares]
    homes = people / household * 1.03
    row: dict[str, Decimal | None] = {"a_inw": sum(counts, Decimal(0))}
    row |= dict(zip((f"a_{band}" for band in BANDS), counts, strict=True))
    row["a_man"] = whole(float(row["a_inw"]) * dice.uniform(0.488, 0.508), step)
    row["a_vrouw"] = row["a_inw"] - row["a_man"]
    row["a_hh"] = whole(people / household, step)
    row["g_hhgro"] = Decimal(str(round(household, 1)))
    alone = 58 - household * 12 + dice.uniform(-1, 1)
    row["p_1p_hh"] = Decimal(round(alone))
    row["p_hh_m_k"] = Decimal(round(bands[0] * 1.8))
    row["p_hh_z_k"] = 100 - row["p_1p_hh"] - row["p_hh_m_k"]
    row["a_woning"] = whole(homes, step)
    row["g_wozbag"] = Decimal(round(worth * (1.062 ** (year - 2024)) * dice.uniform(0.99, 1.01)))
    row["p_koopw"] = Decimal(round(owners + lean * 0.2))
    row["p_huurw"] = 100 - row["p_koopw"]
    row["p_wcorpw"] = Decimal(round(float(row["p_huurw"]) * 0.74))
    row["g_ink_pi"] = Decimal(str(round(income * 1.028 ** (year - 2024), 1)))
    row["a_opp_ha"] = Decimal(round(hectares))
    row["a_lan_ha"] = Decimal(round(hectares * 0.94))
    row["bev_dich"] = Decimal(round(people / (hectares * 0.94 / 100)))
    row["a_pau"] = whole(people * (0.36 if household < 2 else 0.52), step)
    if people < 250:
        row |= dict.fromkeys(("g_ink_pi", "p_wcorpw"))
    if small:
        row |= dict.fromkeys(
            ("g_wozbag", "p_koopw", "p_huurw", "a_man", "a_vrouw", "p_1p_hh", "p_hh_m_k", "p_hh_z_k")
        )
    return row


def figures_through(
    years: range, *, last_year: int, hectares: dict[str, float], reform_year: int
) -> list[Row]:
    """Return (key of the place, year, indicator, value) for every place that existed in each year.

    The former places have figures until the herindeling, their successors from then on. The income of the
    last year is unknown everywhere: that figure always comes a year later.
    """
    rows: list[Row] = []
    for key, people_now, character in _all_places():
        dice = random.Random(f"{key}-figures")  # noqa: S311 - invented numbers
        growth = CHARACTERS[character][0] + dice.uniform(-0.002, 0.002)
        for year in years:
            if not _existed(key, year, reform_year):
                continue
            people = people_now * (1 + growth) ** (year - last_year) * dice.uniform(0.996, 1.004)
            row = figures_of_place(
                people=people, character=character, hectares=hectares[key], year=year, dice=dice
            )
            if year == last_year:
                row["g_ink_pi"] = None
                # The count of today is the one that everybody knows.
                if people_now < 100:
                    row["a_inw"] = Decimal(people_now)
            rows += [(key, year, indicator, value) for indicator, value in row.items()]
    return rows


def _all_places() -> list[tuple[str, int, str]]:
    now = [(place.key, place.inhabitants, place.character) for place in PLACES]
    characters = {"oosterkluft": "peat", "westerkluft": "peat", "waterkant": "harbour"}
    return now + [(place.key, place.inhabitants, characters[place.key]) for place in FORMER]


def _existed(key: str, year: int, reform_year: int) -> bool:
    if key in {"kluften", "havenrijk", "rietoever"}:
        return year >= reform_year
    return key in BY_KEY or year < reform_year


def totals(rows: list[Row]) -> list[Row]:
    """Return the figures of the gemeente: sums of counts, and means weighed by inhabitants or dwellings."""
    years = sorted({year for _key, year, _indicator, _value in rows})
    found: list[Row] = []
    for year in years:
        by_place: dict[str, dict[str, Decimal | None]] = {}
        for key, row_year, indicator, value in rows:
            if row_year == year:
                by_place.setdefault(key, {})[indicator] = value
        for indicator in next(iter(by_place.values())):
            found.append(("", year, indicator, _together(list(by_place.values()), indicator)))
    return found


def _together(places: list[dict[str, Decimal | None]], indicator: str) -> Decimal | None:
    known = [place for place in places if place[indicator] is not None]
    if not known:
        return None
    if indicator == "bev_dich":
        land = sum(place["a_lan_ha"] for place in known)
        return Decimal(round(sum(place["a_inw"] for place in known) / land * 100))
    if indicator.startswith("a_"):
        return sum((place[indicator] for place in known), Decimal(0))
    weight = "a_woning" if indicator in {"g_wozbag", "p_koopw", "p_huurw", "p_wcorpw"} else "a_inw"
    mean = sum(place[indicator] * place[weight] for place in known) / sum(place[weight] for place in known)
    return mean.quantize(Decimal("0.1") if indicator in {"g_hhgro", "g_ink_pi"} else Decimal(1))


# People, 65 and older and homes in millions, and what is a mean: about what the country is, and no source for it.
COUNTRY = {"a_inw": 17.94, "a_65_oo": 3.65, "a_woning": 8.2}
COUNTRY_MEANS = {
    "g_hhgro": Decimal("2.1"),
    "p_1p_hh": Decimal(40),
    "p_hh_m_k": Decimal(32),
    "p_koopw": Decimal(57),
    "p_wcorpw": Decimal(28),
    "bev_dich": Decimal(532),
}


def figures_of_the_country(years: range) -> list[tuple[int, str, Decimal]]:
    """Return (year, indicator, value) for the Netherlands: rounded and made up, to lay an area beside."""
    rows = []
    for year in years:
        growth = {"a_inw": 1.007, "a_65_oo": 1.019, "a_woning": 1.009}
        rows += [
            (year, key, whole(millions * 1e6 * growth[key] ** (year - 2024), 1000))
            for key, millions in COUNTRY.items()
        ]
        rows += [(year, key, value) for key, value in COUNTRY_MEANS.items()]
        rows.append((year, "g_wozbag", Decimal(round(379 * 1.06 ** (year - 2024)))))
        rows.append((year, "g_ink_pi", Decimal(str(round(32.9 * 1.028 ** (year - 2024), 1)))))
    return rows
