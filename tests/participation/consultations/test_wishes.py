from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.consultations.actions.rounds import change_state
from participation.consultations.actions.telling import forget_people, forget_words, tell_people
from participation.consultations.actions.wishes import hand_in_all, merge_wishes, take_out
from participation.consultations.answers import find_wishes
from participation.consultations.models import Consultation, Respondent, Wish, WishCard
from participation.consultations.states import RoundRefused
from participation.initiatives.models import Initiative
from participation.signals.models import Signal
from tests.factories.consultations import closed_consultation, on_paper, open_consultation
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    cache.clear()
    return AreaFactory(name="Noord", parent=GemeenteFactory())


@pytest.fixture
def manager(wijk):
    return person_with("area_manager", wijk, full_name="Wim Wijk")


def door(name: str, *arguments) -> str:
    return reverse(f"consultations:{name}", args=arguments)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.lists(st.integers(0, 7), min_size=1, max_size=4)),
        st.tuples(st.just("out"), st.integers(0, 7)),
    ),
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_merging_and_taking_apart_lose_no_card(wijk, steps):
    made = closed_consultation(*(f"Wens {number}" for number in range(6)), area=wijk)
    said = Counter(WishCard.objects.filter(wish__consultation=made).values_list("text", flat=True))
    for kind, places in steps:
        wishes, cards = (
            list(made.wishes.order_by("pk")),
            list(WishCard.objects.filter(wish__consultation=made)),
        )
        try:
            if kind == "merge":
                merge_wishes([wishes[place % len(wishes)] for place in places], by=None)
            else:
                take_out(cards[places % len(cards)], by=None)
        except RoundRefused:
            pass
        assert (
            Counter(WishCard.objects.filter(wish__consultation=made).values_list("text", flat=True)) == said
        )
        counted = {wish.pk: wish.cards.count() for wish in made.wishes.all()}
        assert dict(made.wishes.values_list("pk", "card_count")) == counted
        assert min(counted.values()) > 0


def test_what_several_people_said_in_the_same_words_is_handed_in_once(wijk, manager):
    made = closed_consultation("Een drempel", "Een drempel", "Een lagere snelheid", "Een bank", area=wijk)
    hump, again, _slower, bench = made.wishes.order_by("pk")
    merge_wishes([hump, again], by=manager)
    hand_in_all([hump, bench], reply="Wij kijken ernaar.", by=manager)
    assert sorted(Signal.objects.values_list("text", flat=True)) == ["Een bank", "Een drempel"]


def test_of_merged_wishes_all_words_are_handed_in(wijk, manager):
    made = closed_consultation("Een drempel", "Een drempel", "Een lagere snelheid", area=wijk)
    hump, again, slower = made.wishes.order_by("pk")
    merge_wishes([hump, again, slower], by=manager)
    hand_in_all([hump], reply="Wij kijken ernaar.", by=manager)
    assert Signal.objects.get().text == "Een drempel\n\n- Een drempel (2×)\n- Een lagere snelheid"


def test_wishes_are_grouped_without_scripts_and_split(client, wijk, manager):
    made = closed_consultation(
        "Meer bankjes langs de vaart",
        "Bankjes langs de vaart graag",
        "Een speeltuin en een bankje",
        area=wijk,
    )
    theme = ThemeFactory()
    client.force_login(manager)
    page = door("wishes", made.public_id)
    shown = client.get(page).content.decode()
    assert "Is dit hetzelfde?" in shown
    one, two, three = made.wishes.order_by("pk")
    client.post(page, {"do": "merge", "wish": [one.pk]})
    client.post(page, {"do": "merge", "wish": [one.pk, two.pk, 999]})
    assert list(made.wishes.order_by("pk").values_list("title", "card_count")) == [
        ("Meer bankjes langs de vaart", 2),
        ("Een speeltuin en een bankje", 1),
    ]
    client.post(page, {"do": "theme", "theme": theme.slug, "wish": [one.pk, three.pk]})
    assert made.wishes.filter(theme=theme).count() == 2
    assert "Is dit hetzelfde?" not in client.get(page).content.decode()
    assert "speeltuin" not in client.get(page, {"q": "vaart"}).content.decode()

    card = three.cards.get()
    wish = three.get_absolute_url()
    assert client.post(wish, {"do": "split", "card": card.pk, "text": ""}).status_code == 422
    split = client.post(wish, {"do": "split", "card": card.pk, "text": "Een bankje"})
    other = Wish.objects.get(title="Een bankje")
    assert split["Location"] == other.get_absolute_url()
    client.post(other.get_absolute_url(), {"do": "merge", "with": one.pk})
    # What more people said keeps its title only where somebody chose so: the page's own wish goes first.
    assert {(w.title, w.card_count) for w in made.wishes.all()} == {
        ("Een bankje", 3),
        ("Een speeltuin en een bankje", 1),
    }
    kept = made.wishes.get(title="Een bankje")
    client.post(kept.get_absolute_url(), {"do": "change", "title": "Bankjes", "is_public": "on"})
    client.post(kept.get_absolute_url(), {"do": "take_out", "card": kept.cards.last().pk})
    assert client.post(kept.get_absolute_url(), {"do": "take_out", "card": "x"}).status_code == 404
    assert made.wishes.get(title="Bankjes").card_count == 2
    assert WishCard.objects.filter(wish__consultation=made).count() == 4


def test_every_wish_gets_an_answer_and_who_asked_hears_it_once(
    client, wijk, manager, django_capture_on_commit_callbacks
):
    made = open_consultation(area=wijk)
    theme = ThemeFactory()
    on_paper(made, wish="Een moestuin", email="An@x.example", name="An")
    on_paper(made, wish="Een moestuin graag", email="bo@x.example")
    on_paper(made, wish="Een lantaarn bij het pad")
    on_paper(made, wish="Een zwembad", email="cor@x.example")
    on_paper(made, wish="Een drempel", email="dé@x")
    on_paper(made, email="eva@x.example")
    change_state(made, "close", by=None)
    garden, again, lamp, pool, hump = made.wishes.order_by("pk")
    client.force_login(manager)
    merge_wishes([garden, again], by=manager)

    def reply(wish, step, **values):
        return client.post(wish.get_absolute_url(), {"do": "reply", "step": step} | values)

    assert reply(garden, "become_initiative", reply="Wie doet mee?").status_code == 422
    assert reply(pool, "decline", reply=" ").status_code == 422
    reply(garden, "become_initiative", reply="Wie doet mee?", theme=theme.pk)
    reply(pool, "decline", reply="Te duur.")
    client.post(door("wishes", made.public_id), {"do": "signal", "wish": [lamp.pk, pool.pk]})
    assert client.post(door("step", made.public_id), {"step": "report"}).status_code == 422
    reply(hump, "promise", reply="In mei.")
    reply(hump, "reconsider")
    reply(hump, "promise", reply="In juni.")
    initiative, signal = Initiative.objects.get(), Signal.objects.get()
    assert (initiative.title, initiative.makers.get().person) == ("Een moestuin", manager)
    assert "Een moestuin graag" in initiative.what
    assert (signal.channel, signal.kind, signal.area) == ("round", "wish", wijk)
    assert dict(made.wishes.values_list("title", "state")) == {
        "Een moestuin": "initiative",
        "Een lantaarn bij het pad": "signal",
        "Een zwembad": "declined",
        "Een drempel": "promised",
    }
    Wish.objects.filter(pk=hump.pk).update(is_public=False)
    assert client.post(door("step", made.public_id), {"step": "report"}).status_code == 302
    assert Job.objects.filter(kind="consultations.tell_people").count() == 1
    made.refresh_from_db()
    assert (tell_people(made), tell_people(made)) == (5, 0)
    letters = {
        letter.to: letter.body for letter in Letter.objects.filter(key__startswith="consultations.result")
    }
    assert set(letters) == {"an@x.example", "bo@x.example", "cor@x.example", "dé@x", "eva@x.example"}
    assert "Beste An" in letters["an@x.example"]
    assert "Wie doet mee?" in letters["bo@x.example"]
    assert "Te duur." in letters["cor@x.example"]
    assert "zwembad" not in letters["bo@x.example"] + letters["eva@x.example"]

    client.logout()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "6 mensen deden mee" in page
    assert "Te duur." in page
    for hidden in ("An@", "an@x", "In juni", "Een moestuin graag"):
        assert hidden not in page, hidden

    # What anyone reads of the year has them too; the initiative is no idea of its own before it is on the site.
    ideas = {idea.title: (idea.kind, idea.answer) for idea in find_wishes([wijk.pk], made.ends_on.year)}
    assert ideas == {
        "Een moestuin": ("wens", "open"),
        "Een lantaarn bij het pad": ("wens", "open"),
        "Een zwembad": ("wens", "no"),
    }

    client.force_login(manager)
    assert reply(pool, "reconsider").status_code == 422
    client.post(door("step", made.public_id), {"step": "reopen", "reason": "Er kwam nog iets."})
    change_state(made, "report", by=None)
    today = timezone.localdate()
    for days, left in ((30, 5), (31, 0)):
        Consultation.objects.update(reported_on=today - timedelta(days=days))
        forget_people()
        assert Respondent.objects.count() == left
    refused = client.post(door("step", made.public_id), {"step": "reopen", "reason": "Toch."})
    assert refused.status_code == 422
    assert WishCard.objects.exclude(text="").exists()
    Consultation.objects.update(starts_on=today - timedelta(days=740), ends_on=today - timedelta(days=740))
    forget_words()
    assert not WishCard.objects.exclude(text="").exists()
    assert "Te duur." in client.get(made.get_absolute_url()).content.decode()
