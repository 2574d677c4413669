import pytest
from django.core.exceptions import ValidationError

from tests.factories.people import PersonFactory
from wijkportaal.foundation.branding.actions import change_branding
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.branding.queries import gemeente, palette_of, stylesheet_of

pytestmark = pytest.mark.django_db


def test_before_anyone_named_it_there_is_a_gemeente_with_the_colours_of_the_theme():
    subject = gemeente()
    assert (subject.pk, subject._state.adding) == (1, True)
    assert (subject.primary_colour, subject.accent_colour) == ("#0f4f57", "#b3431a")
    assert subject.logo_url == ""


def test_change_branding_makes_the_row_once_and_then_changes_it():
    person = PersonFactory()
    change_branding(by=person, name="Gemeente Lelieveld", phone="14 0599")
    change_branding(by=person, primary_colour="#22306B")
    assert Gemeente.objects.count() == 1
    subject = gemeente()
    assert (subject.name, subject.phone, subject.primary_colour) == (
        "Gemeente Lelieveld",
        "14 0599",
        "#22306b",
    )
    assert "--basis-color-accent-1-inverse-bg-default: #22306b;" in stylesheet_of(subject)
    assert palette_of(subject).primary == "#22306b"


def test_change_branding_refuses_a_colour_on_which_white_cannot_be_read():
    with pytest.raises(ValidationError, match="contrast met wit is 1,38") as refused:
        change_branding(by=PersonFactory(), name="Gemeente Lelieveld", accent_colour="#ffd84d")
    assert list(refused.value.message_dict) == ["accent_colour"]
    assert not Gemeente.objects.exists()


def test_change_branding_refuses_what_is_no_colour_or_no_field():
    with pytest.raises(ValidationError):
        change_branding(by=PersonFactory(), name="Gemeente Lelieveld", primary_colour="rood")
    with pytest.raises(TypeError, match="population"):
        change_branding(by=PersonFactory(), name="Gemeente Lelieveld", population=3)


def test_change_branding_is_recorded_with_who_did_it():
    person = PersonFactory()
    subject = change_branding(by=person, name="Gemeente Lelieveld")
    event = subject.events.select_related("pgh_context").get()
    assert event.pgh_context.metadata["action"] == "branding.change_branding"
    assert event.pgh_context.metadata["by"] == person.pk
