from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.payments.calculations import (
    Due,
    Told,
    creditor_reference,
    likely,
    match,
    match_all,
    normal,
    references_in,
)

D = Decimal
FEAST = Due(1, "WP20260001", D("250.00"), False)
BENCH = Due(2, "WP20260002", D("100.00"), False)
BACK = Due(3, "WP20260003", D("250.00"), True)
ALL = [FEAST, BENCH, BACK]


def told(amount, text="", *references):
    return Told(D(amount), references, text)


def test_a_line_pays_what_it_names_with_the_right_amount_and_direction():
    assert match(told("-250.00", "", "WP-2026-0001"), ALL) == [(1, D("250.00"))]
    assert match(told("-250.00", "Buurtfeest wp 2026 0001 bedankt"), ALL) == [(1, D("250.00"))]
    assert match(told("-350.00", "WP-2026-0001 en WP-2026-0002"), ALL) == [(1, D("250.00")), (2, D("100.00"))]
    assert match(told("-100.00", "WP-2026-0001 of toch WP-2026-0002"), ALL) == [(2, D("100.00"))]
    assert match(told("250.00", "WP-2026-0003"), ALL) == [(3, D("250.00"))]


def test_only_a_person_can_tell_the_rest():
    """Another amount, another direction, no reference, or a reference that is part of a longer one."""
    assert match(told("-249.99", "WP-2026-0001"), ALL) is None
    assert match(told("250.00", "WP-2026-0001"), ALL) is None
    assert match(told("-250.00", "buurtfeest"), ALL) is None
    assert match(told("-250.00", "WP202600012"), ALL) is None
    assert [due.key for due in likely(told("-100.00", "WP-2026-0001"), ALL)] == [1, 2]


def test_a_payment_reference_is_that_of_the_standard():
    assert creditor_reference("539007547034") == "RF18539007547034"


keys = st.integers(0, 10**8).map(lambda number: f"WP{number:09}")


@st.composite
def situations(draw):
    dues = [
        Due(place, reference, D(draw(st.integers(1, 999_999))) / 100, draw(st.booleans()))
        for place, reference in enumerate(draw(st.lists(keys, max_size=6, unique=True)))
    ]
    lines = []
    for _line in range(draw(st.integers(0, 8))):
        named = draw(st.lists(st.sampled_from(dues), max_size=3, unique=True)) if dues else []
        right = sum((due.amount for due in named), D(0))
        amount = draw(st.sampled_from([right, D("17.35"), D("0.01")])) or D("1.00")
        gap = draw(st.sampled_from(["", " ", "-", "/"]))
        words = " ".join(gap.join([due.reference[:4], due.reference[4:]]) for due in named)
        incoming = named[0].incoming if named else draw(st.booleans())
        lines.append(Told(amount if incoming else -amount, (), words))
    return lines, dues


@given(situations())
def test_nothing_is_paid_twice_or_in_part(situation):
    lines, dues = situation
    by_key = {due.key: due for due in dues}
    seen = []
    for line, parts in zip(lines, match_all(lines, dues), strict=True):
        if parts is None:
            continue
        assert sum(amount for _key, amount in parts) == abs(line.amount)
        for key, amount in parts:
            assert amount == by_key[key].amount
            assert by_key[key].incoming == (line.amount > 0)
            assert by_key[key].reference in references_in(line)
            seen.append(key)
    assert len(seen) == len(set(seen))


@given(st.text(max_size=60))
def test_the_normal_form_stays_the_same(text):
    assert normal(normal(text)) == normal(text)
    assert creditor_reference("WP23").startswith("RF")
