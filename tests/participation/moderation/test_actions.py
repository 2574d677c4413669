import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone
from PIL import Image

from participation.initiatives.actions import talking
from participation.initiatives.models import Comment, Initiative
from participation.moderation import actions
from participation.moderation.models import Case, Reason, Report
from participation.moderation.queries import case_to_appeal, queue_for
from participation.signals.models import Signal
from tests.factories.initiatives import CommentFactory, InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db

RUDE = "Die van nummer 12 is gek"


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Wim Wijk")


@pytest.fixture
def colleague(area):
    return person_with("community_worker", area, full_name="Olga Opbouw")


@pytest.fixture
def photo(tmp_path, settings):
    """A picture that is black on the left and white on the right."""
    settings.MEDIA_ROOT = tmp_path
    image = Image.new("L", (800, 600), 255)
    image.paste(0, (0, 0, 400, 600))
    image.save(tmp_path / "foto.png")
    with (tmp_path / "foto.png").open("rb") as file:
        return store_picture(file, alt="Twee kinderen", by=None)


def complain(kind: str, ident, *, by=None, reason=Reason.RUDE):
    return actions.report(kind, str(ident), reason=reason, words="", by=by)


def test_a_removed_comment_gets_a_second_judgement_by_somebody_else(area, manager, colleague):
    comment = CommentFactory(initiative__area=area, person__email="boos@voorbeeld.example", words=RUDE)
    case = complain("reactie", comment.pk)
    assert list(queue_for(manager)) == [case]
    assert not queue_for(person_with("area_manager", AreaFactory())).exists()
    with pytest.raises(TransitionRefused, match="waarom"):
        actions.judge(case, "remove", by=manager)
    actions.judge(case, "remove", by=manager, reason="Dit is beledigend.")
    comment.refresh_from_db()
    assert (comment.state, comment.words, queue_for(manager).count()) == ("removed", RUDE, 0)
    letter = Letter.objects.get(to="boos@voorbeeld.example")
    assert "Dit is beledigend." in letter.body and RUDE not in letter.body

    case = case_to_appeal(re.search(r"tweede-oordeel/(\S+)", letter.body).group(1))
    actions.appeal(case, "Ik bedoelde mijn eigen kat.")
    with pytest.raises(TransitionRefused):
        actions.appeal(case, "Nog een keer.")
    with pytest.raises(PermissionDenied):
        actions.judge(case, "restore", by=manager)
    Comment.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert talking.forget_removed() == 0, "while a second judgement is awaited the words stay"
    actions.judge(case, "restore", by=colleague)
    comment.refresh_from_db()
    assert (comment.state, comment.words, comment.removed_at) == ("shown", RUDE, None)
    assert Letter.objects.filter(to="boos@voorbeeld.example", subject__startswith="Teruggezet").exists()
    assert case_to_appeal("verzonnen") is None


def test_what_was_removed_is_in_no_history_once_its_term_is_over(area, manager, colleague):
    comment = CommentFactory(initiative__area=area, words=RUDE)
    comment.words = f"{RUDE}!"
    comment.save()
    actions.report("reactie", str(comment.pk), reason=Reason.PERSONAL, words="Mijn oom Sjoerd", by=None)
    case = actions.remove_piece("reactie", str(comment.pk), reason="Persoonlijk.", by=manager)
    actions.appeal(case, "Mijn buurman Klaas vindt het ook")
    actions.judge(case, "uphold", by=colleague, reason="Het blijft persoonlijk.")
    Comment.objects.update(removed_at=timezone.now() - timedelta(days=31))
    Case.objects.update(judged_at=timezone.now() - timedelta(days=184))
    assert (talking.forget_removed(), actions.forget_cases()) == (1, 1)
    left = []
    for model in apps.get_models():
        for field in model._meta.get_fields() if model._meta.managed and not model._meta.proxy else ():
            if field.concrete and isinstance(field, CharField | TextField | JSONField):
                values = model._default_manager.values_list(field.name, flat=True)
                said = ("nummer 12", "oom Sjoerd", "buurman Klaas")
                if any(words in str(value) for value in values for words in said):
                    left.append(f"{model._meta.label}.{field.name}")
    assert left == []


def test_several_complaints_hide_a_comment_and_nothing_else(area, manager):
    comment = CommentFactory(initiative__area=area)
    one = PersonFactory()
    for who in (None, one, one):
        complain("reactie", comment.pk, by=who)
    comment.refresh_from_db()
    assert (comment.state, Report.objects.count()) == ("shown", 2)
    case = complain("reactie", comment.pk)
    comment.refresh_from_db()
    assert (comment.state, Case.objects.count()) == ("removed", 1)
    actions.judge(case, "keep", by=manager)
    comment.refresh_from_db()
    assert comment.state == "shown"
    for _each in range(4):
        complain("initiatief", comment.initiative.public_id)
    assert Initiative.objects.get().published_at
    assert complain("initiatief", "bestaatniet") is None and complain("onzin", "x") is None


def test_many_are_judged_in_one_go_but_never_ones_own(area, manager):
    mine = InitiativeFactory(area=area, maker=manager)
    other = InitiativeFactory(area=area, maker=PersonFactory(email="maker@voorbeeld.example"))
    signal = SignalFactory(area=area, email="inzender@voorbeeld.example")
    Signal.objects.update(published_at=timezone.now(), public_text="Een lamp", wants_public=True)
    for kind, ident in (("initiatief", mine), ("initiatief", other), ("signaal", signal)):
        complain(kind, ident.public_id)
    with pytest.raises(TransitionRefused):
        actions.judge_all(queue_for(manager), "remove", by=manager)
    assert actions.judge_all(queue_for(manager), "remove", by=manager, reason="Reclame.") == 2
    assert [bool(each.published_at) for each in Initiative.objects.order_by("pk")] == [True, False]
    assert Signal.objects.get().published_at is None
    assert {letter.to for letter in Letter.objects.filter(subject__startswith="Weggehaald")} == {
        "maker@voorbeeld.example",
        "inzender@voorbeeld.example",
    }
    colleague = person_with("community_worker", area)
    for case in Case.objects.filter(state="removed"):
        actions.appeal(case, "Het is geen reclame.")
        actions.judge(case, "restore", by=colleague)
    assert all(each.published_at for each in Initiative.objects.all())
    assert Signal.objects.get().published_at


def test_a_photo_is_made_unrecognisable_or_deleted_with_all_its_versions(
    area, manager, photo, django_capture_on_commit_callbacks
):
    initiative = InitiativeFactory(area=area, picture=photo)
    old = photo.names
    case = complain("initiatieffoto", initiative.public_id, reason=Reason.CHILD)
    with django_capture_on_commit_callbacks(execute=True):
        actions.judge(case, "blur", by=manager, cells=[(3, 0), (4, 0)])
    photo.refresh_from_db()
    assert len(photo.names) == len(old) and not set(photo.names) & set(old)
    assert [default_storage.exists(name) for name in (*old, *photo.names)] == [False] * len(old) + [
        True
    ] * len(old)
    with photo.open() as file:
        pixels = Image.open(file).convert("L")
    assert pixels.getpixel((350, 500)) == 0 and pixels.getpixel((390, 50)) <= 1
    assert pixels.getpixel((450, 300)) == 255

    case = complain("initiatieffoto", initiative.public_id, reason=Reason.ON_PHOTO)
    with django_capture_on_commit_callbacks(execute=True):
        actions.judge(case, "remove", by=manager, reason="Iemand wil er niet op.")
    assert not Picture.objects.exists() and not any(default_storage.exists(name) for name in photo.names)
    with pytest.raises(TransitionRefused, match="kan niet terug"):
        actions.appeal(case, "Toch wel.")
