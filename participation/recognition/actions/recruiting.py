"""Looking for members: the texts of a panel, the print that is made of them, and who signs up."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from participation.recognition import letters
from participation.recognition.models import Recruitment, SignUp
from participation.recognition.queries import board_addresses, drawing_key
from participation.recognition.states import KEEP_SIGN_UPS
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.files.actions import delete_file, store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.states import TransitionRefused

DRAW_JOB = "recognition.draw_kit"
# What a worker makes of the texts, by the column that keeps it.
KIT = ("poster", "flyer", "square")
MOST_A_DAY = 20


def begin_recruitment(organisation: Organisation, *, by, area_name: str) -> Recruitment:
    """Make the page of a panel with a first text to change; made twice is made once. It is off until it is saved."""
    with recorded(by=by, action="recognition.begin_recruitment"):
        return Recruitment.objects.get_or_create(
            organisation=organisation,
            defaults={
                "headline": _("Praat mee over %(area)s") % {"area": area_name},
                "what": _("Wij verzamelen wensen uit de buurt en bespreken die met de gemeente."),
                "meets": _("Eens per zes weken, op een doordeweekse avond."),
                "asks": _("U woont in de buurt en hebt een paar uur per maand tijd."),
                "is_open": False,
                "edited_by": by,
            },
        )[0]


def edit_recruitment(recruitment: Recruitment, values: Mapping[str, Any], *, version: int, by) -> Recruitment:
    """Change what a panel says to find members, and ask for new print; raises EditConflict."""
    with recorded(by=by, action="recognition.edit_recruitment"):
        edited = save_edit(recruitment, values, version=version, by=by, action="recognition.edit_recruitment")
        draw_kit(edited, by=by)
    return edited


def draw_kit(recruitment: Recruitment, *, by) -> None:
    """Ask a worker for the poster, the flyer and the picture, unless they say what the page says."""
    if recruitment.is_drawn:
        return
    request_job(
        DRAW_JOB,
        subject=_("Poster, flyer en beeld maken"),
        by=by,
        arguments={"recruitment": recruitment.pk},
        key=drawing_key(recruitment),
    )


def keep_kit(recruitment: Recruitment, made: Mapping[str, tuple[bytes, int]], *, version: int) -> None:
    """Keep what a worker made (bytes and number of pages, by name) of the texts of a version."""
    with recorded(by=None, action="recognition.keep_kit"):
        locked = Recruitment.objects.select_for_update(of=("self",)).get(pk=recruitment.pk)
        if locked.drawn_version >= version:
            return
        old = [getattr(locked, name) for name in KIT]
        for name in KIT:
            content, pages = made[name]
            setattr(locked, name, store_file(CheckedFile(content, f"{name}.pdf", pages), by=None))
        locked.drawn_version = version
        locked.save(update_fields=[*KIT, "drawn_version"])
        for stored in old:
            if stored:
                delete_file(stored, by=None)


def sign_up(organisation: Organisation, *, name: str, contact: str, words: str) -> SignUp:
    """Take in somebody who wants to join; the secretary gets a letter. Raises TransitionRefused (Dutch)."""
    with recorded(by=None, action="recognition.sign_up"):
        Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        day = timezone.now() - timedelta(days=1)
        recent = SignUp.objects.filter(organisation=organisation, at__gt=day)
        if known := recent.filter(contact__iexact=contact.strip()).first():
            return known
        if recent.count() >= MOST_A_DAY:
            raise TransitionRefused(
                refusal("Er zijn vandaag al veel aanmeldingen. Probeer het morgen weer, of bel de gemeente.")
            )
        made = SignUp.objects.create(
            organisation=organisation, name=name.strip(), contact=contact.strip(), words=words.strip()
        )
        letter = letters.sign_up_letter(made)
        for address in board_addresses(organisation, "secretary"):
            send_letter(to=address, subject=letter.subject, body=letter.body)
    return made


def settle_sign_up(made: SignUp, *, by) -> None:
    """Forget somebody whom the board has answered."""
    with recorded(by=by, action="recognition.settle_sign_up"):
        made.delete()


def sign_ups_past(term: timedelta = KEEP_SIGN_UPS) -> QuerySet[SignUp]:
    """Return who signed up longer ago than `term`."""
    return SignUp.objects.filter(at__lt=timezone.now() - term)


def forget_sign_ups(term: timedelta = KEEP_SIGN_UPS) -> int:
    """Forget who signed up long ago; returns how many."""
    with recorded(by=None, action="recognition.forget_sign_ups"):
        return sign_ups_past(term).delete()[0]
