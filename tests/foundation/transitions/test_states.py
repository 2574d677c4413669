import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.transitions.states import LifeCycle, Transition, TransitionRefused

NAMES = ["a", "b", "c", "d"]


@st.composite
def life_cycles(draw) -> LifeCycle:
    states = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    state = st.sampled_from(states)
    transitions = [
        Transition(
            name=f"step{number}",
            source=tuple(draw(st.lists(state, min_size=1, unique=True))),
            target=draw(state),
            permission="proef.may_step",
            label=f"Stap {number}",
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return LifeCycle({name: name.upper() for name in states}, draw(state), tuple(transitions))


@given(life_cycles(), st.data())
def test_only_what_the_table_allows_can_happen(cycle, data):
    state = cycle.initial
    for _ in range(10):
        if not cycle.transitions:
            return
        name = data.draw(st.sampled_from([transition.name for transition in cycle.transitions]))
        allowed = {transition.name for transition in cycle.leaving(state)}
        if name in allowed:
            state = cycle.check(name, state).target
        else:
            with pytest.raises(TransitionRefused, match=cycle.states[state]):
                cycle.check(name, state)
        assert state in cycle.states


@given(life_cycles())
def test_leaving_lists_each_transition_where_it_starts(cycle):
    for transition in cycle.transitions:
        for state in cycle.states:
            assert (transition in cycle.leaving(state)) == (state in transition.source)


def test_a_table_with_a_state_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="Unknown states: elders"):
        LifeCycle({"a": "A"}, "a", (Transition("go", ("a",), "elders", "x.y", "Ga"),))
    with pytest.raises(ValueError, match="Unknown states: b"):
        LifeCycle({"a": "A"}, "b")


def test_two_transitions_with_one_name_are_refused():
    step = Transition("go", ("a",), "a", "x.y", "Ga")
    with pytest.raises(ValueError, match="same name"):
        LifeCycle({"a": "A"}, "a", (step, step))


def test_an_unknown_step_is_a_programmers_error():
    with pytest.raises(KeyError):
        LifeCycle({"a": "A"}, "a").check("go", "a")
