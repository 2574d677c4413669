"""Bodies in which residents govern, by the action that registers them."""

from datetime import timedelta

from django.utils import timezone

from participation.stewardship.actions import register
from participation.stewardship.models import Stewardship
from tests.factories.files import pdf_upload
from wijkportaal.foundation.files.processing import check_pdf


def make_stewardship(area, *, initiative=None, holdings=None, agreements=None, **fields) -> Stewardship:
    """A bewonersbedrijf in which five of seven seats are residents', with a building and an agreement for a year."""
    values = {
        "form": "company",
        "name": "De Werkplaats",
        "what": "Bewoners verhuren zalen.",
        "areas": [area],
        "seats": 7,
        "resident_seats": 5,
        "votes_equal": True,
    }
    return register(
        values | fields,
        holdings=[{"name": "De Schakel", "how": "manages"}] if holdings is None else holdings,
        agreements=[an_agreement(upload=check_pdf(pdf_upload("Afspraak.pdf")))]
        if agreements is None
        else agreements,
        initiative=initiative,
        by=None,
    )


def an_agreement(ends_in: int = 365, **fields) -> dict:
    """An agreement that began a hundred days ago and ends in some days."""
    today = timezone.localdate()
    values = {
        "about": "Beheer van de zalen",
        "with_whom": "Gemeente",
        "starts_on": today - timedelta(days=100),
        "ends_on": today + timedelta(days=ends_in),
    }
    return values | fields
