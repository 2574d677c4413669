import pytest

from areas.themes.forms import ThemeForm
from areas.themes.models import Theme

WATER = {"name": "Water & bruggen", "icon": "leaf", "colour": "#2f5d50", "position": 0}


@pytest.mark.django_db
def test_a_theme_gets_its_address_from_its_name_and_keeps_it():
    form = ThemeForm(WATER, instance=Theme())
    assert (form.is_valid(), form.cleaned_data["slug"]) == (True, "water-bruggen")
    kept = form.save()
    renamed = ThemeForm(WATER | {"name": "Bruggen"}, instance=kept)
    assert (renamed.is_valid(), renamed.cleaned_data["slug"]) == (True, "water-bruggen")
    same = ThemeForm(WATER | {"name": "Water, bruggen"}, instance=Theme())
    assert (same.is_valid(), list(same.errors)) == (False, ["slug"])
    signs = ThemeForm(WATER | {"name": "!!!"}, instance=Theme())
    assert "letters, cijfers en streepjes" in signs.errors["slug"][0]
