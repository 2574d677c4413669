from dataclasses import replace
from datetime import date

from participation.ideas.calculations import in_order, one_line_each, tally, with_who
from participation.ideas.registry import Idea, TakenUp

FIRST = Idea("initiative", "a", "Bankjes", 1, "Noord", date(2026, 3, 1), address="/initiatieven/a")


def test_an_idea_that_was_voted_on_is_one_line_with_the_answer_of_the_vote():
    voted = replace(FIRST, title="Bankjes langs de vaart", address="/stemmen/x", answer="no", why="Te duur.")
    open_vote = replace(voted, answer="open", why="")
    other = replace(FIRST, ident="b")
    assert one_line_each([FIRST, open_vote, other]) == [FIRST, other]
    assert one_line_each([FIRST, voted]) == [replace(FIRST, answer="no", why="Te duur.")]


def test_who_carries_it_out_answers_what_nobody_answered():
    taken = {FIRST.name: [TakenUp("Afdeling Groen", "2e kwartaal", "Bankjes", "/p"), TakenUp("de buren", "")]}
    done = with_who([FIRST], taken)[0]
    assert (done.answer, done.who, done.when) == ("yes", "Afdeling Groen, de buren", "2e kwartaal")
    assert done.followed == (("Bankjes", "/p"),)
    refused = replace(FIRST, answer="no", why="Kan niet.")
    assert with_who([refused], {FIRST.name: [TakenUp("", "")]})[0].answer == "no"


def test_what_goes_on_stands_first_and_what_waits_last():
    ideas = [replace(FIRST, ident=answer, answer=answer) for answer in ("open", "no", "yes", "partly", "yes")]
    assert [idea.answer for idea in in_order(ideas)] == ["yes", "yes", "partly", "no", "open"]
    assert tally(ideas) == {"yes": 2, "partly": 1, "no": 1, "open": 1}
