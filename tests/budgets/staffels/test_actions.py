from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from budgets.staffels import actions
from budgets.staffels.calculations.parts import Fixed
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.queries import in_force
from tests.budgets.staffels.making import bands, money, scheme
from tests.factories.roles import person_with
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_a_staffel_begins_as_a_concept_with_an_address_of_its_own(gemeente, finance, draft):
    other = actions.make_staffel(gemeente, draft.scheme, by=finance)
    assert (draft.state, draft.number, draft.first_year, draft.staffel.slug) == (
        "draft",
        1,
        2026,
        "dorpsbudget",
    )
    assert other.staffel.slug == "dorpsbudget-2"
    assert StaffelVersion.objects.get(pk=draft.pk).scheme == draft.scheme


def test_parts_are_added_and_a_second_writer_is_told(draft, finance):
    saved = actions.edit_parts(
        draft, lambda parts: parts.append(Fixed(amount=money(5))), read_at=1, by=finance
    )
    assert [part.type for part in saved.scheme.parts] == ["vast", "tarief", "vast"]
    with pytest.raises(EditConflict):
        actions.edit_parts(draft, lambda parts: parts.clear(), read_at=1, by=finance)


def test_a_concept_with_faults_cannot_be_proposed(gemeente, finance):
    version = actions.make_staffel(gemeente, scheme(bands((0, 300, 1), (300, None, 2))), by=finance)
    with pytest.raises(TransitionRefused, match="overlappen"):
        actions.propose(version, by=finance)


def test_who_proposes_does_not_decide(proposed, finance, gemeente):
    with pytest.raises(PermissionDenied):
        actions.adopt(proposed, by=finance, decision="Ik vind het goed")
    colleague = person_with("finance", gemeente)
    assert colleague.has_perm("staffels.adopt_staffel", proposed)
    # And the database holds it, whatever the code does.
    with pytest.raises(DatabaseError, match="staffelversion_four_eyes"), transaction.atomic():
        StaffelVersion.objects.filter(pk=proposed.pk).update(decided_by=finance)


def test_what_is_proposed_never_changes_also_not_by_sql(adopted, finance):
    with pytest.raises(TransitionRefused, match="geen concept meer"):
        actions.edit_scheme(adopted, scheme(), read_at=adopted.version, by=finance)
    for sql in ("UPDATE staffels_staffelversion SET body = '{}'", "DELETE FROM staffels_staffelversion"):
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    with pytest.raises(TransitionRefused, match="Alleen een concept"):
        actions.discard_draft(adopted, by=finance)


def test_a_proposal_goes_back_with_its_reason_and_can_be_edited_again(proposed, alderman, finance):
    actions.send_back(proposed, by=alderman, reason="Het moet minder.")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.proposed_by) == ("draft", None)
    actions.edit_scheme(proposed, scheme(Fixed(amount=money(9))), read_at=proposed.version, by=finance)


def test_a_newer_version_from_the_same_year_takes_the_place_of_the_older(adopted, finance, alderman):
    changed = replace(adopted.scheme, parts=(Fixed(amount=money(1)),))
    newer = actions.propose_changed(adopted.staffel, changed, by=finance, change="Minder")
    assert adopted.scheme.parts == StaffelVersion.objects.get(pk=adopted.pk).scheme.parts
    actions.adopt(newer, by=alderman, decision="Besluit 2")
    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == ("lapsed", "Vervangen door versie 2.")
    assert in_force(adopted.staffel.versions.all(), 2026).number == 2


def test_the_version_that_began_last_holds_in_a_year(adopted, finance, alderman):
    later = replace(adopted.scheme, first_year=2028, last_year=2029)
    newer = actions.propose_changed(adopted.staffel, later, by=finance, change="Later")
    versions = list(adopted.staffel.versions.all())
    assert in_force(versions, 2028).number == 1
    actions.adopt(newer, by=alderman, decision="Besluit 2")
    versions = list(adopted.staffel.versions.all())
    found = {year: in_force(versions, year) for year in (2025, 2026, 2027, 2028, 2029, 2030)}
    assert {year: version and version.number for year, version in found.items()} == {
        2025: None, 2026: 1, 2027: 1, 2028: 2, 2029: 2, 2030: 1,
    }  # fmt: skip


def test_two_who_decide_at_once_come_one_after_the_other(proposed, alderman, gemeente):
    stale = StaffelVersion.objects.get(pk=proposed.pk)
    actions.adopt(proposed, by=alderman, decision="Eerste")
    with pytest.raises(TransitionRefused, match="vastgesteld"):
        actions.adopt(stale, by=person_with("finance", gemeente), decision="Tweede")


def test_a_lapsed_staffel_keeps_its_reason(adopted, finance):
    actions.lapse(adopted, by=finance, reason="Er komt iets anders.")
    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == ("lapsed", "Er komt iets anders.")


def test_a_concept_that_is_thrown_away_takes_an_empty_staffel_with_it(draft, finance):
    actions.discard_draft(draft, by=finance)
    assert not Staffel.objects.exists()


def test_the_history_names_each_step(adopted):
    found = {line.action for line in history_of(adopted)}
    assert found >= {"staffels.make_staffel", "staffels.propose", "staffels.adopt"}
