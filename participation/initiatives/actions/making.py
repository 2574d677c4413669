"""Writes of who makes an initiative: begin, edit, invite, send in, judge the rung."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.initiatives import letters
from participation.initiatives.calculations import summary_of
from participation.initiatives.models import Initiative, Maker
from participation.initiatives.states import DRAFT
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.pictures.actions import delete_picture, store_picture
from wijkportaal.foundation.transitions.states import TransitionRefused

MOST_MAKERS = 12


def begin(area: Area, *, theme: Theme, title: str, by, shows_name: bool = False, **fields) -> Initiative:
    """Begin an initiative as a draft that only its makers see; who begins it is its first maker."""
    with recorded(by=by, action="initiatives.begin"):
        made = Initiative.objects.create(area=area, theme=theme, title=title, edited_by=by, **fields)
        Maker.objects.create(initiative=made, person=by, shows_name=shows_name, is_first=True)
    return made


def edit(initiative: Initiative, values: Mapping[str, Any], *, version: int, by) -> Initiative:
    """Save what makers typed; raises EditConflict when another maker saved it in between.

    Raises EditRefused (Dutch) when it was decided or is being looked at: what departments judge stays as it is.
    """

    def then(locked: Initiative) -> list[str]:
        if not locked.is_editable:
            raise EditRefused(refusal("Dit initiatief wordt nu bekeken. De tekst kan niet meer veranderen."))
        summary = summary_of(locked.what)
        if summary == locked.summary:
            return []
        locked.summary = summary
        return ["summary"]

    return save_edit(initiative, values, version=version, by=by, action="initiatives.edit", then=then)


def set_picture(initiative: Initiative, upload, *, alt: str, by) -> Initiative:
    """Show a picture with an initiative, or take it off (`upload=None`)."""
    with recorded(by=by, action="initiatives.set_picture"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        locked.picture = store_picture(upload, alt=alt, by=by) if upload else None
        locked.save(update_fields=["picture"])
    return locked


def withhold(ident: str, *, by, reason: str) -> None:
    """Take an initiative (by its public id) off the site, as moderation asks; its makers and who works on it see it."""
    with recorded(by=by, action="initiatives.withhold", reason=reason):
        locked = Initiative.objects.select_for_update(of=("self",)).get(public_id=ident)
        if locked.published_at:
            locked.withheld_from, locked.published_at = locked.published_at, None
            locked.save(update_fields=["withheld_from", "published_at"])


def put_back(ident: str, *, by) -> None:
    """Put an initiative back that was taken off the site, as old as it was."""
    with recorded(by=by, action="initiatives.put_back"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(public_id=ident)
        if locked.withheld_from:
            locked.published_at, locked.withheld_from = locked.withheld_from, None
            locked.save(update_fields=["withheld_from", "published_at"])


def drop_picture(ident: str, *, by, reason: str) -> None:
    """Delete the picture of an initiative with all its versions; it does not come back."""
    with recorded(by=by, action="initiatives.drop_picture", reason=reason):
        locked = Initiative.objects.select_for_update(of=("self",)).get(public_id=ident)
        if picture := locked.picture:
            locked.picture = None
            locked.save(update_fields=["picture"])
            delete_picture(picture, by=by)


def invite(initiative: Initiative, email: str, *, by) -> Maker:
    """Ask someone by e-mail to make it with the others. Asked twice is asked once.

    Raises TransitionRefused (Dutch) when there are too many makers already.
    """
    address = email.strip().lower()
    with recorded(by=by, action="initiatives.invite"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        known = (
            locked.makers.filter(person__email=address).first() or locked.makers.filter(email=address).first()
        )
        if known:
            return known
        if locked.makers.count() >= MOST_MAKERS:
            raise TransitionRefused(
                refusal("Er zijn al %(number)d makers of uitnodigingen. Trek er eerst een in.")
                % {"number": MOST_MAKERS}
            )
        maker = Maker.objects.create(initiative=locked, email=address)
        letter = letters.invitation_letter(maker, by=by)
        send_letter(
            to=address,
            subject=letter.subject,
            body=letter.body,
            key=f"initiatives.invite:{locked.pk}:{address}",
        )
    return maker


def accept_invitation(maker: Maker, *, shows_name: bool, by) -> Maker:
    """Let who was invited make it with the others; the address is forgotten."""
    with recorded(by=by, action="initiatives.accept_invitation"):
        locked = Maker.objects.select_for_update(of=("self",)).get(pk=maker.pk)
        locked.person, locked.email, locked.shows_name, locked.since = by, "", shows_name, timezone.now()
        locked.save(update_fields=["person", "email", "shows_name", "since"])
    return locked


def show_name(initiative: Initiative, *, shows_name: bool, by) -> None:
    """Put one's own name on the site, or take it off."""
    with recorded(by=by, action="initiatives.show_name"):
        for maker in initiative.makers.filter(person=by):
            maker.shows_name = shows_name
            maker.save(update_fields=["shows_name"])


def drop_draft(initiative: Initiative, *, by) -> None:
    """Delete a draft that nobody but its maker ever saw. Raises TransitionRefused for what was handed in."""
    with recorded(by=by, action="initiatives.drop_draft"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        if locked.state != DRAFT:
            raise TransitionRefused(refusal("Dit initiatief is al ingediend."))
        locked.delete()


def remove_maker(maker: Maker, *, by) -> None:
    """Let a maker go, or withdraw an invitation. Raises TransitionRefused (Dutch) for the last maker."""
    with recorded(by=by, action="initiatives.remove_maker"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=maker.initiative_id)
        others = locked.makers.exclude(person=None).exclude(pk=maker.pk)
        if maker.person_id and not others.exists():
            raise TransitionRefused(
                refusal("U bent de enige maker. Trek het initiatief in als u wilt stoppen.")
            )
        maker.delete()


def judge_rung(initiative: Initiative, *, held: bool, words: str, by) -> Initiative:
    """Say whether the makers could decide what was promised; anyone can read it.

    Raises TransitionRefused (Dutch) when nothing was promised or decided yet.
    """
    with recorded(by=by, action="initiatives.judge_rung"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        if not locked.can_be_judged:
            raise TransitionRefused(
                refusal("Dit kan als er is besloten. De gemeente zegt eerst wat u mag beslissen.")
            )
        locked.rung_held, locked.rung_judgement = held, words.strip()
        locked.save(update_fields=["rung_held", "rung_judgement"])
    return locked
