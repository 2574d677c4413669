import pytest
from django.core.management import CommandError, call_command

from areas.roles.queries import holds_role
from areas.territory.queries import root_area
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_from_the_shell(capsys):
    GemeenteFactory(name="Rietstad")
    call_command("add_administrator", "Ans@Voorbeeld.example", name="Ans Beheer")
    person = Person.objects.get(email="ans@voorbeeld.example")
    assert holds_role(person, ["administrator"], None)
    assert "is administrator of Rietstad" in capsys.readouterr().out
    with pytest.raises(CommandError, match="al in die periode"):
        call_command("add_administrator", "ans@voorbeeld.example")


def test_without_areas_the_gemeente_is_made_too():
    with pytest.raises(CommandError, match="--gemeente"):
        call_command("add_administrator", "ans@voorbeeld.example")
    call_command("add_administrator", "ans@voorbeeld.example", gemeente="Rietstad")
    assert root_area().name == "Rietstad"
    assert gemeente().name == "Gemeente Rietstad"
