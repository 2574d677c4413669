from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from areas.territory.models import AreaKind
from budgets.staffels.calculations.exchange import as_text
from budgets.staffels.calculations.parts import ByKind, Fixed, Range, Rate, Supplement
from budgets.staffels.calculations.pots import largest_remainder
from budgets.staffels.calculations.reading import SchemeRefused, read, read_text
from budgets.staffels.calculations.scheme import Override, Reference, Term, calculate
from budgets.staffels.calculations.steps import Cap, Change, Floor, Index, Levy, Pot, Rounding
from budgets.staffels.calculations.subjects import KINDS
from budgets.staffels.calculations.wording import NotAnAmount, read_amount
from tests.budgets.staffels.making import area, bands, money, scheme

# --- What people type ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("6000", "6000"), ("6.000", "6000"), ("6.000,50", "6000.50"), ("6,000.50", "6000.50"), ("2,47", "2.47"),
        ("2.47", "2.47"), ("€ 1.234.567,89", "1234567.89"), ("0", "0"), ("12,-", "12"), ("2,500", "2.50"), ("2,5 %", "2.5"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_comma_and_point(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-5", "negatief"), ("−5,00", "negatief"), ("2,475", "meer dan twee decimalen"), ("0.001", "meer dan twee decimalen"),
        ("veel", "geen getal"), ("", "geen getal"), ("1,2,3", "geen getal"), ("=1+1", "geen getal"), ("1e5", "geen getal"),
        ("9999999999", "te groot"), ("1.00.000", "geen getal"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_in_words(typed, says):
    with pytest.raises(NotAnAmount, match=says):
        read_amount(typed)


# --- Dividing ------------------------------------------------------------------------------------------

weights = st.lists(st.integers(0, 50_000), min_size=1, max_size=40)


@given(st.integers(0, 10**9), weights)
def test_a_pot_is_divided_to_the_cent(total, sizes):
    keys = [f"{number:03}" for number in range(len(sizes))]
    shares = largest_remainder(total, sizes, keys)
    assert sum(shares) == (total if sum(sizes) else 0)
    if sum(sizes):
        exact = [Decimal(total) * size / sum(sizes) for size in sizes]
        assert all(abs(share - each) < 1 for share, each in zip(shares, exact, strict=True))
    # The order of the areas makes no difference.
    turned = largest_remainder(total, sizes[::-1], keys[::-1])[::-1]
    assert turned == shares
    # Who is larger never gets less.
    ordered = sorted(zip(sizes, shares, strict=True))
    assert [share for _size, share in ordered] == sorted(shares)


# --- Whole schemes -------------------------------------------------------------------------------------

cents = st.integers(0, 10_000_000).map(lambda n: Decimal(n) / 100)
ranges = st.none() | st.tuples(st.integers(0, 3000), st.integers(0, 6000)).map(
    lambda p: Range("inwoners", p[0], p[0] + p[1])
)
stairs = st.lists(st.tuples(st.integers(1, 2000), cents), min_size=1, max_size=5)


def as_bands(rows, **fields):
    low, made = 0, []
    for width, amount in rows:
        made.append((low, low + width, amount))
        low += width + 1
    return bands(*made[:-1], (made[-1][0], None, made[-1][2]), **fields)


adding = st.one_of(
    st.builds(Fixed, amount=cents, only=ranges),
    st.builds(Rate, amount=st.integers(0, 2000).map(lambda n: Decimal(n) / 100), only=ranges),
    stairs.map(as_bands),
    stairs.map(lambda rows: as_bands(rows, manner="marginaal")),
    st.builds(Pot, amount=cents),
    st.builds(ByKind, amounts=st.just({"dorp": Decimal("12.34")})),
    st.builds(Supplement, label=st.just("aandachtswijk"), amount=cents),
)
stepping = st.one_of(
    st.builds(Index, rates=st.just({2026: Decimal("2.35"), 2027: Decimal(50)})),
    st.builds(Floor, amount=cents.map(lambda n: n / 100).map(lambda n: n.quantize(Decimal("0.01")))),
    st.builds(Cap, amount=cents),
    st.builds(Rounding, unit=st.sampled_from([Decimal("0.05"), Decimal(1), Decimal(100)]), direction=st.sampled_from(["omhoog", "omlaag", "dichtstbij"])),
    st.builds(Levy, name=st.just("de pot"), share=st.sampled_from([Decimal("2.5"), Decimal(100)])),
    st.builds(Change, amount=cents, direction=st.sampled_from(["minder", "meer"])),
)  # fmt: skip
schemes = st.tuples(st.lists(adding, min_size=1, max_size=4), st.lists(stepping, max_size=4)).map(
    lambda each: scheme(*each[0], *each[1])
)
people = st.lists(st.none() | st.integers(0, 9000), min_size=1, max_size=8)


def areas_of(sizes):
    return [
        area(f"Dorp {n}", size, labels=["aandachtswijk"] if n % 3 == 0 else ())
        for n, size in enumerate(sizes)
    ]


@settings(max_examples=150, deadline=None)
@given(schemes, people)
def test_the_lines_of_an_explanation_add_up_to_the_amount(made, sizes):
    for outcome in calculate(made, areas_of(sizes), year=2026).outcomes:
        shown = sum((line.amount for line in outcome.lines if line.amount is not None), Decimal(0))
        assert (outcome.amount is None) == bool(outcome.lacks)
        if outcome.amount is not None:
            assert outcome.amount == shown == shown.quantize(Decimal("0.01"))
            assert outcome.amount >= 0


@settings(max_examples=100, deadline=None)
@given(schemes)
def test_a_scheme_comes_back_from_its_file(made):
    faults = made.faults()
    if faults:
        with pytest.raises(SchemeRefused) as refused:
            read_text(as_text(made))
        assert refused.value.faults == faults
    else:
        assert read_text(as_text(made)) == made


rising = st.lists(st.one_of(st.builds(Fixed, amount=cents), st.builds(Rate, amount=cents), stairs.map(lambda rows: as_bands(rows, manner="marginaal"))), min_size=1, max_size=3)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    rising,
    st.lists(stepping.filter(lambda step: not isinstance(step, Change)), max_size=3),
    st.lists(st.integers(0, 9000), min_size=2, max_size=8),
)
def test_who_has_more_inhabitants_never_gets_less_where_no_band_is_whole(parts, steps, sizes):
    outcomes = calculate(scheme(*parts, *steps), areas_of(sorted(sizes)), year=2026).outcomes
    # By size alone: the supplement is not in here.
    found = [outcome.amount for outcome in outcomes]
    assert found == sorted(found)


@settings(max_examples=60, deadline=None)
@given(cents, st.lists(st.integers(1, 9000), min_size=1, max_size=20), cents)
def test_a_pot_and_a_cut_come_out_to_the_cent(pot, sizes, cut):
    whole = calculate(scheme(Pot(amount=pot)), areas_of(sizes), year=2026)
    assert whole.total == pot
    less = calculate(scheme(Pot(amount=pot), Change(amount=cut)), areas_of(sizes), year=2026)
    assert less.total == max(pot - cut, Decimal(0))


# --- One thing at a time -------------------------------------------------------------------------------


def only(made, *areas, year=2026):
    (outcome,) = calculate(made, areas, year=year).outcomes
    return outcome


def test_marginal_bands_count_each_slice():
    made = scheme(bands((0, 1000, 2), (1001, 3000, 1), (3001, None, "0.5"), manner="marginaal"))
    assert only(made, area("A", 3500)).amount == 2000 + 2000 + 250
    assert [line.text for line in only(made, area("A", 1001)).lines] == [
        "1.000 inwoners in de band van 0 tot en met 1.000 inwoners × €\u00a02",
        "1 inwoner in de band van 1.001 tot en met 3.000 inwoners × €\u00a01",
    ]


def test_limits_rounding_and_levy_work_in_their_order():
    made = scheme(
        Rate(amount=money("2.47")), Index(rates={2025: money(3), 2027: money(9)}), Floor(amount=money(1000)),
        Cap(amount=money(5000)), Rounding(unit=money(100), direction="omhoog"), Levy(name="de solidariteitspot", share=money(2)),
    )  # fmt: skip
    result = calculate(made, [area("Klein", 10), area("Midden", 1000), area("Groot", 9000)], year=2026)
    assert [outcome.amount for outcome in result.outcomes] == [money(980), money("2548"), money(4900)]
    assert result.levies == {"de solidariteitspot": 20 + 52 + 100}
    assert [line.text for line in result.outcomes[1].lines] == [
        "1.000 inwoners op 1 januari 2026 × €\u00a02,47",
        "indexering 2025: 3\u00a0% van €\u00a02.470",
        "afgerond naar boven op een veelvoud van €\u00a0100",
        "bijdrage aan de solidariteitspot: 2\u00a0% van €\u00a02.600",
    ]


def test_who_is_out_of_range_takes_no_part_and_no_share():
    made = scheme(Pot(amount=money(100)), eligibility=Range("inwoners", 250, 5000))
    result = calculate(
        made, [area("Klein", 249), area("A", 250), area("B", 5000), area("Groot", 5001)], year=2026
    )
    assert [outcome.takes_part for outcome in result.outcomes] == [False, True, True, False]
    assert result.total == 100
    assert "van 250 tot en met 5.000 inwoners" in result.outcomes[0].lines[0].text


def test_an_unknown_population_is_unknown_and_a_pot_with_one_cannot_be_divided():
    apart = calculate(scheme(), [area("A", 100), area("B", None)], year=2026)
    assert [outcome.amount for outcome in apart.outcomes] == [2580, None]
    shared = calculate(scheme(Pot(amount=money(100))), [area("A", 100), area("B", None)], year=2026)
    assert [outcome.amount for outcome in shared.outcomes] == [None, None]
    assert (
        "niet worden verdeeld zolang het aantal inwoners van B niet bekend is"
        in shared.outcomes[0].lines[0].text
    )


def test_an_override_shows_the_rule_and_who_decided_otherwise():
    decision = Override("b", money(2500), "er is geen rekening", "het college", date(2026, 1, 14), 2026)
    made = scheme(Pot(amount=money(100)), overrides=(decision,))
    result = calculate(made, [area("A", 100), area("B", None)], year=2026)
    assert [outcome.amount for outcome in result.outcomes] == [100, 2500]
    assert result.outcomes[1].lines[-1].text == (
        "Het college besloot op 14 januari 2026 anders: €\u00a02.500. Reden: er is geen rekening"
    )
    assert calculate(made, [area("A", 100), area("B", 1)], year=2027).outcomes[1].is_decided is False
    assert calculate(made, [area("A", 100)], year=2026).unmatched == ("b",)


@pytest.mark.parametrize(
    ("now", "amount", "says"),
    [(1250, 1000, "niet meer dan 25"), (1251, 1251, "opnieuw berekend"), (None, 1000, "niet bekend")],
)
def test_a_fixed_term_reopens_beyond_its_percentage(now, amount, says):
    made = scheme(Rate(amount=money(1)), first_year=2025, term=Term(2025, 4, money(25)))
    outcome = only(made, area("A", now, earlier=1000))
    assert (outcome.amount, says in outcome.lines[0].text) == (amount, True)
    assert only(made, area("A", 9, earlier=1000), year=2029).amount == 9


def test_figures_of_another_day_than_the_reference_date_are_named():
    made = scheme(Rate(amount=money(1)), reference=Reference(1, 12, 1))
    assert only(made, area("A", 5)).lines[0].text == (
        "A: de peildatum is 1 december 2025; gerekend is met het cijfer van 1 januari 2026"
    )


def test_kinds_and_labels_are_told_apart():
    made = scheme(ByKind(amounts={"dorp": money(500)}), Supplement(label="aandachtswijk", areas=("b",), amount=money(7)), kinds=("wijk", "dorp"))  # fmt: skip
    areas = [
        area("A", 1),
        area("B", 1, kind="wijk"),
        area("C", 1, labels=["Aandachtswijk"]),
        area("D", 1, kind="buurt"),
    ]
    assert [o.amount for o in calculate(made, areas, year=2026).outcomes] == [500, 7, 507]


def test_the_kinds_of_area_are_those_of_the_territory():
    assert set(KINDS) == set(AreaKind.values)


# --- What is refused -----------------------------------------------------------------------------------

FAULTY = [
    (scheme(bands((0, 300, 1), (300, None, 2))), "de banden “van 0 tot en met 300 inwoners” en “vanaf 300 inwoners” overlappen"),
    (scheme(bands((0, 300, 1), (310, None, 2))), "zit een gat: van 301 tot en met 309 inwoners"),
    (scheme(bands((100, None, 1))), "onder 100 inwoners is er geen band"),
    (scheme(bands((0, 100, 1))), "boven 100 inwoners is er geen band"),
    (scheme(bands((0, None, 1), (5, None, 1))), "overlappen"),
    (scheme(bands((0, None, 1), (9, 5, 1))), "de bovengrens 5 ligt onder de ondergrens 9"),
    (scheme(Floor(amount=money(5))), "nog geen onderdeel dat geld geeft"),
    (scheme(Fixed(amount=money(1)), Floor(amount=money(5)), Cap(amount=money(4))), "Ten minste €\u00a05 is meer dan ten hoogste €\u00a04."),
    (scheme(first_year=2026, last_year=2025), "Het laatste jaar 2025 ligt voor het eerste jaar 2026."),
    (scheme(reference=Reference(30, 2)), "De peildatum 30-2 bestaat niet in elk jaar."),
    (scheme(Fixed(amount=money(1)), Levy(name="x", share=money(101))), "meer dan 100 %"),
    (scheme(Fixed(amount=money(1)), Rounding(unit=money(0))), "€ 0 kan niet"),
    (scheme(overrides=(Override("A", money(1), "", "b"),)), "voor A ontbreekt de reden"),
    (scheme(overrides=(Override("A", money(1), "r", "b"), Override("a", money(2), "r", "b"))), "Voor a staan twee besluiten"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "says"), FAULTY, ids=[says[:30] for _made, says in FAULTY])
def test_a_faulty_scheme_says_what_is_wrong(made, says):
    assert says in " ".join(made.faults())


def test_bands_need_cover_only_who_may_take_part():
    part = bands((100, 500, 1))
    assert scheme(part, eligibility=Range("inwoners", 100, 500)).faults() == []
    assert scheme(bands((100, 500, 1), only=Range("inwoners", 100, 500))).faults() == []


def raw(**changes):
    part = {"soort": "vast", "bedrag": "1.00"}
    return {
        "formaat": "wijkportaal-staffel",
        "versie": 1,
        "naam": "N",
        "bron": "B",
        "eerste_jaar": 2026,
        "onderdelen": [part],
        **changes,
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "geen staffelbestand"),
        (raw(versie=2), "Versie 2"),
        (raw(naam=""), "naam: dit is leeg"),
        (raw(eerste_jaar="zes"), "eerste_jaar: “zes” is geen heel getal"),
        (raw(eerste_jaar=True), "geen heel getal"),
        (raw(extra=1), "“extra” is onbekend"),
        (raw(bron_url="javascript:alert(1)"), "https://"),
        (raw(onderdelen=[{"soort": "vat", "bedrag": "1"}]), "onderdeel 1: “vat” is geen soort onderdeel"),
        (raw(onderdelen=[{"soort": "vast", "bedrag": "2.475"}]), "onderdeel 1, bedrag: “2.475” heeft meer dan twee decimalen"),
        (raw(onderdelen=[{"soort": "vast", "bedrag": "-1"}]), "negatief"),
        (raw(onderdelen=[{"soort": "vast", "bedrag": []}]), "geen getal"),
        (raw(onderdelen=[{"soort": "vast"}]), "“bedrag” ontbreekt"),
        (raw(onderdelen=[{"soort": "bodem", "bedrag": None}]), "hier ontbreekt een bedrag"),
        (raw(onderdelen=[{"soort": "staffel", "banden": [{"van": 0.5, "bedrag": 1}]}]), "geen heel getal"),
        (raw(onderdelen="x"), "onderdelen: dit moet een lijst zijn"),
        (raw(voor_soorten=["stad"]), "“stad” kan niet"),
        (raw(besluiten=[{"gebied": "A", "bedrag": "1", "reden": "r", "besloten_door": "b", "besloten_op": "gisteren"}]), "geen datum"),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_is_refused_with_its_place(data, says):
    with pytest.raises(SchemeRefused) as refused:
        read(data)
    assert says in " ".join(refused.value.faults)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": NaN}', "null"])
def test_what_is_no_file_of_a_scheme_is_refused(text):
    with pytest.raises(SchemeRefused):
        read_text(text)


def test_every_fault_of_a_file_is_named_at_once():
    with pytest.raises(SchemeRefused) as refused:
        read(
            raw(
                naam="",
                onderdelen=[{"soort": "vast", "bedrag": "-1"}, {"soort": "tarief", "bedrag": "1,234"}],
            )
        )
    assert len(refused.value.faults) == 3
