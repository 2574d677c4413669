from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from participation.signals.actions import handling, intake, keeping
from participation.signals.actions.merging import (
    MergeRefused,
    foremost,
    merge_same,
    merge_signals,
    split_signal,
)
from participation.signals.models import Sender, Signal, SignalStep
from participation.signals.queries.inbox import (
    inbox_of,
    steps_for_sender,
    visible_to,
    waiting_for,
    with_words,
)
from participation.signals.queries.likeness import alike_to
from participation.signals.states import LIFE_CYCLE, OPEN, TERMS
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.workdays.calculations import after_working_days

pytestmark = pytest.mark.django_db


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def told(address):
    return list(Letter.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def department():
    found = OrganisationFactory(name="Afdeling Wegen", kind="department")
    person = person_with("department", email="wegen@gemeente.example")
    FunctionFactory(organisation=found, kind="member", person=person)
    found.worker = Person.objects.get(pk=person.pk)
    return found


def test_a_signal_goes_by_a_department_and_its_sender_hears_each_turn(area, manager, department, work):
    signal = SignalFactory(area=area, email="Jelle@Voorbeeld.example ", name="Jelle")
    assert (signal.state, signal.due_on) == ("new", after_working_days(timezone.localdate(), TERMS["new"]))
    with pytest.raises(TransitionRefused, match="Kies aan welke afdeling"):
        handling.move_signal(signal, "address", by=manager, text="Doorgegeven.")
    with pytest.raises(TransitionRefused, match="wat de inzender"):
        handling.move_signal(signal, "solve", by=manager)
    with pytest.raises(PermissionDenied):
        handling.move_signal(signal, "solve", by=department.worker, text="Wij doen het.")
    handling.move_signal(signal, "address", by=manager, text="Doorgegeven.", organisation=department)
    assert set(visible_to(department.worker)) == {signal}
    handling.move_signal(signal, "accept", by=department.worker, text="In april.", due_on=in_days(60))
    handling.move_signal(signal, "plan", by=department.worker, text="Besteld.", due_on=in_days(90))
    handling.move_signal(signal, "finish", by=department.worker, text="Hij brandt.")
    work()
    number = signal.public_id
    assert told("jelle@voorbeeld.example") == [
        f"Wij hebben uw signaal {number}",
        f"Over uw signaal {number}: doorgegeven",
        f"Over uw signaal {number}: in behandeling",
        f"Over uw signaal {number}: staat gepland",
        f"Over uw signaal {number}: afgehandeld",
    ]
    assert "lantaarn" not in " ".join(Letter.objects.values_list("body", flat=True)).replace(signal.title, "")
    assert told("wegen@gemeente.example") == [f"Voor u: signaal {number}"]
    assert (signal.route, signal.triaged_on, signal.decided_on, signal.closed_on) == (
        "address",
        in_days(0),
        in_days(0),
        in_days(0),
    )
    handling.tell_senders(SignalStep.objects.values_list("pk", flat=True))
    assert len(told("jelle@voorbeeld.example")) == 5


def test_the_sender_says_that_it_is_not_solved_and_then_that_it_is(area, manager):
    signal = SignalFactory(area=area)
    handling.move_signal(signal, "solve", by=manager, text="Wij doen het.")
    with pytest.raises(TransitionRefused, match="staat weer open"):
        intake.confirm_solved(signal)
    handling.move_signal(signal, "finish", by=manager, text="Klaar.")
    intake.dispute_solved(signal, "Hij is nog stuk, bel mij op 06.")
    signal.refresh_from_db()
    assert (signal.state, signal.verdict, signal.reopened, signal.closed_on, signal.due_on) == (
        "new",
        "not_solved",
        1,
        None,
        after_working_days(timezone.localdate(), 2),
    )
    assert told("anna@gemeente.example") == [f"Reactie op signaal {signal.public_id}"]
    handling.move_signal(signal, "solve", by=manager, text="Nog eens.")
    handling.move_signal(signal, "finish", by=manager, text="Nu wel.")
    intake.confirm_solved(signal)
    signal.refresh_from_db()
    assert (signal.state, signal.verdict) == ("done", "solved")


def test_routes_three_and_four_ask_what_they_need(area, manager):
    signal = SignalFactory(area=area)
    handling.move_signal(signal, "direct", by=manager, text="Wij zoeken het uit.")
    with pytest.raises(TransitionRefused, match="hoe de gemeente regie voert"):
        handling.move_signal(signal, "bring_together", by=manager, text="Aan tafel.", analysis="Veel.")
    handling.move_signal(
        signal,
        "bring_together",
        by=manager,
        text="Aan tafel.",
        analysis="Veel.",
        has_script=False,
        has_power=False,
    )
    assert (signal.state, signal.direction) == ("directing", "faciliterend")
    with pytest.raises(TransitionRefused, match="wethouder of voor de raad"):
        handling.move_signal(signal, "agenda", by=manager, text="Naar de raad.")
    handling.move_signal(signal, "agenda", by=manager, text="Naar de raad.", board="council")
    handling.move_signal(signal, "present", by=manager, text="Besproken.", due_on=in_days(70))
    assert (signal.state, signal.due_on, signal.get_board_display()) == ("presented", in_days(70), "de raad")
    with pytest.raises(TransitionRefused, match="nog komt"):
        handling.move_signal(signal, "plan", by=manager, text="Ja.", due_on=in_days(-1))
    handling.move_signal(signal, "decline", by=manager, text="De raad wil het niet.")
    assert (signal.state, signal.closed_on) == ("declined", in_days(0))


def test_merges_of_merged_things_lead_to_one_and_can_be_undone(area, manager, work):
    one, two, three, four = (
        SignalFactory(area=area, text=f"Tekst {word} hier", email=f"{word}@voorbeeld.example")
        for word in ("een", "twee", "drie", "vier")
    )
    merge_signals([two], one, by=manager)
    merge_signals([four], three, by=manager)
    merge_signals([four, one], two, by=manager)  # to what stands for both: three and four go on with one
    assert set(inbox_of(manager)) == {one}
    leads = {signal.pk: signal.lead_id for signal in Signal.objects.all()}
    assert leads == {one.pk: None, two.pk: one.pk, three.pk: one.pk, four.pk: one.pk}
    assert Signal.objects.get(pk=one.pk).reports == 4
    with pytest.raises(MergeRefused):
        merge_signals([one], four, by=manager)
    handling.move_signal(one, "solve", by=manager, text="Wij doen het.")
    work()
    assert [len(told(f"{word}@voorbeeld.example")) for word in ("een", "twee", "drie", "vier")] == [
        2,
        3,
        3,
        3,
    ]
    assert "solve" in {step.name for step in steps_for_sender(Signal.objects.get(pk=four.pk))}

    three = split_signal(Signal.objects.get(pk=three.pk), by=manager)
    leads = {signal.pk: (signal.lead_id, signal.reports) for signal in Signal.objects.all()}
    assert leads == {
        one.pk: (None, 2),
        two.pk: (one.pk, 1),
        three.pk: (None, 2),
        four.pk: (three.pk, 1),
    }
    assert (three.state, three.merged_into) == ("new", None)
    with pytest.raises(MergeRefused):
        split_signal(three, by=manager)


def test_what_was_answered_is_not_merged_and_what_is_on_the_site_stays_there(area, manager):
    old, new, shown = (SignalFactory(area=area, text=f"Verhaal {word}") for word in ("oud", "nieuw", "open"))
    Signal.objects.filter(pk=shown.pk).update(wants_public=True, published_at=timezone.now())
    handling.move_signal(old, "decline", by=manager, text="Nee.")
    for signals, into in (([new], old), ([old], new)):
        with pytest.raises(MergeRefused, match="Wat is afgehandeld"):
            merge_signals(signals, into, by=manager)
    both = list(Signal.objects.filter(pk__in=[new.pk, shown.pk]))
    assert foremost(both) == shown
    merge_signals(both, shown, by=manager)
    step = SignalStep.objects.get(kind="merged")
    assert (step.signal, step.due_on) == (new, shown.due_on)


class AnyMerges(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=12))
    def test_whatever_is_merged_and_split_every_signal_has_one_that_stands_for_it(self, moves):
        area = (
            Signal.objects.first().area if Signal.objects.exists() else AreaFactory(parent=GemeenteFactory())
        )
        signals = [SignalFactory(area=area, text=f"Tekst nummer {n} van zes") for n in range(6)]
        for merges, one, other in moves:
            fresh = Signal.objects.in_bulk([signals[one].pk, signals[other].pk])
            try:
                if merges:
                    merge_signals([fresh[signals[one].pk]], fresh[signals[other].pk], by=None)
                else:
                    split_signal(fresh[signals[one].pk], by=None)
            except MergeRefused:
                pass
        rows = Signal.objects.filter(pk__in=[signal.pk for signal in signals])
        heads = [row for row in rows if row.lead_id is None]
        assert sum(row.reports for row in heads) == 6
        assert {row.lead_id for row in rows if row.lead_id} <= {row.pk for row in heads}
        assert all(row.reports == 1 + sum(each.lead_id == row.pk for each in rows) for row in heads)


def test_a_flood_of_the_same_is_one_line(area, manager):
    text = "Er ligt al weken grofvuil bij de containers in de straat"
    first = SignalFactory(area=area, text=text)
    statements = []
    for number in range(6):
        with CaptureQueriesContext(connection) as asked:
            SignalFactory(
                area=area, text=text.upper() if number % 2 else f"{text}!!", email="zelfde@voorbeeld.example"
            )
        statements.append(len(asked))
    assert len(set(statements[:5])) == 1, "the hundredth costs what the first one did"
    assert alike_to(first, visible_to(manager)) == []
    assert [(signal.pk, signal.reports) for signal in inbox_of(manager)] == [(first.pk, 7)]
    # One address gets only some letters of receipt a day, whatever is sent in its name.
    assert len(told("zelfde@voorbeeld.example")) == 5
    # Short, without a point: these may be two things. With points far apart they are two.
    here = {"latitude": "53.010000", "longitude": "5.010000"}
    short = [SignalFactory(area=area, text="Lantaarn stuk") for _each in range(2)]
    near = [SignalFactory(area=area, text="Bankje weg", **here) for _each in range(2)]
    far = SignalFactory(area=area, text="Bankje weg", **here | {"latitude": "53.020000"})
    assert set(inbox_of(manager)) == {first, *short, near[0], far}
    assert merge_same(short[0], visible_to(manager), by=manager) == 1


def test_what_looks_alike_is_found_by_text_and_by_distance(area):
    here = {"latitude": "53.010000", "longitude": "5.010000"}
    signal = SignalFactory(area=area, text="De lantaarn bij het Kerkpad doet het niet", **here)
    same = SignalFactory(
        area=area, text="Lantaarns Kerkpad kapot, niet aan", latitude="53.010500", longitude="5.010000"
    )
    elsewhere = SignalFactory(area=area, text="Kerkpad lantaarn uit")
    SignalFactory(area=area, text="Hondenpoep op het trapveld", **here)
    SignalFactory(
        area=AreaFactory(name="Zuid", parent=area.parent), text="De lantaarn bij het Kerkpad doet het niet"
    )
    found = alike_to(signal, Signal.objects.all())
    assert [each.signal.pk for each in found] == [same.pk, elsewhere.pk]
    assert (found[0].metres, found[1].metres) == (56, None)
    assert set(with_words(Signal.objects.all(), "lantaarns kerkpa")) >= {signal, same, elsewhere}
    assert list(with_words(Signal.objects.all(), signal.public_id.upper())) == [signal]


def test_who_sent_it_is_forgotten_in_time(area, manager):
    old, young, spam = (
        SignalFactory(area=area, text=f"Tekst nummer {n} van drie", email=f"s{n}@voorbeeld.example")
        for n in range(3)
    )
    intake.add_words(old, "Ik woon op nummer 5.")
    forgetting = (keeping.forget_senders, keeping.forget_texts, keeping.forget_discarded)
    for signal in (old, young):
        handling.move_signal(signal, "decline", by=manager, text="Nee.")
    handling.move_signal(spam, "discard", by=manager)
    Signal.objects.filter(pk=old.pk).update(closed_on=in_days(-184))
    Signal.objects.filter(pk=spam.pk).update(due_on=in_days(-31))
    assert [forget() for forget in forgetting] == [1, 0, 1]
    assert set(Sender.objects.values_list("email", flat=True)) == {"s1@voorbeeld.example"}
    assert not SignalStep.objects.filter(text__contains="nummer 5").exists()
    assert not Signal.objects.filter(pk=spam.pk).exists()
    Signal.objects.filter(pk=old.pk).update(closed_on=in_days(-731))
    keeping.forget_texts()
    old.refresh_from_db()
    assert (old.title, old.text, old.words, old.state) == ("melding", "", "", "declined")
    events = Signal.pgh_event_models["created"] if hasattr(Signal, "pgh_event_models") else None
    assert events is None or not {"text", "words", "place"} & {field.name for field in events._meta.fields}
    assert [forget() for forget in forgetting] == [0, 0, 0]


def test_who_is_late_reads_it_once_a_week(area, manager, department):
    late, theirs = SignalFactory(area=area), SignalFactory(area=area, text="Gaat over de weg")
    SignalFactory(area=area, text="Dit is nog op tijd")
    handling.move_signal(
        theirs, "address", by=manager, text="Voor u.", organisation=department, responsible=manager
    )
    Signal.objects.filter(pk__in=[late.pk, theirs.pk]).update(due_on=in_days(-3))
    for _time in range(2):
        keeping.remind_workers()
    assert told("anna@gemeente.example") == ["2 signalen zijn te laat"]
    asked = [f"Voor u: signaal {theirs.public_id}", "1 signaal is te laat"]
    assert told("wegen@gemeente.example") == asked
    # Also where the wijkmanager keeps an eye on it, it waits for the department, until it goes another way.
    assert list(waiting_for(department.worker)) == [theirs]
    intake.add_words(theirs, "Nog steeds.")
    assert told("wegen@gemeente.example")[2:] == [f"Reactie op signaal {theirs.public_id}"]
    handling.move_signal(theirs, "solve", by=manager, text="Wij doen het toch zelf.")
    assert (theirs.organisation, list(visible_to(department.worker))) == (None, [])


def test_every_open_state_has_a_term_and_a_way_out():
    assert set(TERMS) == set(OPEN)
    for state in OPEN:
        assert LIFE_CYCLE.path(state, "done") is not None
