import pytest

from programmes.approaches.calculations import direction_of, quarter_of


@pytest.mark.parametrize(
    ("script", "power", "expected"),
    [
        (True, True, "beheersingsgericht"),
        (False, True, "uitvoeringsgericht"),
        (True, False, "visionair"),
        (False, False, "faciliterend"),
    ],
)
def test_the_type_of_regie_follows_from_script_and_power(script, power, expected):
    assert direction_of(script, power).label == expected


@pytest.mark.parametrize("known", [(None, True), (False, None), (None, None)])
def test_without_both_the_type_is_not_known(known):
    assert direction_of(*known) is None


def test_a_party_is_led_by_its_interest_and_influence():
    assert {
        (interest, influence): quarter_of(interest, influence) for interest in (3, 4) for influence in (3, 4)
    } == {
        (3, 3): "volgen",
        (3, 4): "tevreden houden",
        (4, 3): "goed informeren",
        (4, 4): "samen optrekken",
    }
