import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programmes.editions.brochure import Photo
from programmes.editions.snapshots import as_data, fingerprint, from_data
from tests.factories.brochures import make_bare_brochure, make_brochure

PHOTO = Photo("portaal://media/a.jpg", "Kinderen", "M. de Boer", 800, 52)


@pytest.mark.parametrize("brochure", [make_brochure(4, photo=PHOTO), make_bare_brochure()])
def test_a_brochure_comes_back_from_its_data_as_it_was(brochure):
    assert from_data(json.loads(json.dumps(as_data(brochure)))) == brochure


def test_from_data_takes_what_an_older_or_newer_version_kept():
    data = as_data(make_bare_brochure())
    del data["agenda"]
    data["something_new"] = 1
    assert from_data(data) == make_bare_brochure()


def test_fingerprint_tells_what_is_said_apart_and_not_when():
    brochure = make_brochure(2)
    assert fingerprint(brochure, "A4") == fingerprint(make_brochure(2), "A4")
    assert fingerprint(replace(brochure, printed_on=date(2027, 1, 1)), "A4") == fingerprint(brochure, "A4")
    other = [
        fingerprint(replace(brochure, intro="Anders"), "A4"),
        fingerprint(replace(brochure, projects=brochure.projects[:1]), "A4"),
        fingerprint(
            replace(
                brochure, projects=(replace(brochure.projects[0], cost=Decimal(1)), brochure.projects[1])
            ),
            "A4",
        ),
        fingerprint(brochure, "A5"),
        fingerprint(brochure, "A4"),
    ]
    assert len(set(other)) == 5


def test_a_photo_says_how_fine_it_is_printed():
    assert PHOTO.dots_per_inch == 391
    assert Photo("portaal://media/a.jpg", "x").dots_per_inch is None
    named = dict(make_brochure(1, photo=PHOTO).photos)
    assert named["Bomen en bankjes aan de Molenvaart"] == PHOTO
