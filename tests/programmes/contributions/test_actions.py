from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participation.subscriptions.models import News
from programmes.contributions import actions
from programmes.contributions.models import Amendment, Remark
from programmes.contributions.queries import (
    amendments_of,
    contributions_of,
    discussion_of,
    last_years_part,
    parts_known_to,
    progress_of,
    to_check_by,
    versions_of,
)
from programmes.yearly import actions as yearly
from programmes.yearly.models import Part, Programme
from programmes.yearly.queries import entries_for_list, last_entries, look_back
from programmes.yearly.states import DeadlinePassed, PartSigned
from tests.factories.contributions import RemarkFactory, supplier
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def write(part, text, *, by):
    part.refresh_from_db()
    return yearly.edit_part(part, {"text": f"<p>{text}</p>"}, version=part.version, by=by)


def days(number):
    return timezone.localdate() + timedelta(days=number)


# --- Who supplies what --------------------------------------------------------------------------------------


def test_a_supplier_knows_only_the_parts_of_its_own_organisation_in_its_own_area(
    part, corporatie, area, writer
):
    elsewhere = ProgrammeFactory(area=AreaFactory(parent=area.parent), year=2031)
    PartFactory(programme=elsewhere, kind="housing", supplier=corporatie)
    assert list(parts_known_to(writer)) == [part]
    assert [each.pk for each in contributions_of(writer)] == [part.pk]


def test_a_function_without_a_role_and_a_role_without_a_function_open_nothing(part, corporatie, area):
    with_role_only = person_with("partner", area)
    elsewhere = supplier(corporatie, AreaFactory(parent=area.parent))
    other = supplier(OrganisationFactory(kind="housing", areas=[area]), area)
    for person in (with_role_only, elsewhere, other):
        assert not parts_known_to(person).exists()
        assert not person.has_perm("yearly.write_part", part)


def test_progress_names_who_can_write_each_part(programme, part, writer, corporatie):
    supplier(corporatie, AreaFactory(parent=programme.area.parent))
    lines = {line.part.kind: [person.pk for person in line.people] for line in progress_of(programme)}
    assert lines["housing"] == [writer.pk]
    assert lines["foreword"] == []


def test_two_organisations_of_a_kind_each_get_a_part(area, corporatie, manager):
    OrganisationFactory(kind="housing", name="Wonen", areas=[area])
    made = yearly.create_programme(area, 2032, by=manager)
    assert list(made.parts.filter(kind="housing").values_list("title", flat=True)) == [
        "De woningcorporatie: Thuis",
        "De woningcorporatie: Wonen",
    ]


# --- Life of a part -----------------------------------------------------------------------------------------


def test_a_part_from_open_to_signed_and_back(part, writer, manager):
    assert part.state == "open"
    part = write(part, "Wij bouwen", by=writer)
    assert part.state == "writing"
    part = yearly.sign_off(part, version=part.version, by=writer)
    assert (part.state, part.signed_by, part.is_ready) == ("signed", writer, True)
    with pytest.raises(PartSigned):
        write(part, "Nog iets", by=writer)
    part = actions.hand_back(part, by=manager, reason="Noem de straat.")
    assert (part.state, part.returned_because, part.signed_by) == ("returned", "Noem de straat.", None)
    letter = Letter.objects.get(to=writer.email)
    assert "Noem de straat." in letter.body
    assert write(part, "In de Lindestraat", by=writer).state == "writing"


def test_a_sign_off_is_refused_when_somebody_saved_in_between(part, writer, manager):
    read = write(part, "Wij bouwen", by=writer)
    write(part, "Wij bouwen niet", by=manager)
    with pytest.raises(EditConflict):
        yearly.sign_off(part, version=read.version, by=writer)
    part.refresh_from_db()
    assert part.state == "writing"


def test_an_empty_part_cannot_be_signed_unless_it_has_a_list(part, programme, writer, manager):
    with pytest.raises(TransitionRefused, match="nog geen tekst"):
        yearly.sign_off(part, version=part.version, by=writer)
    agenda = programme.parts.get(kind="agenda")
    assert yearly.sign_off(agenda, version=agenda.version, by=manager).is_signed


@pytest.mark.parametrize(
    ("step", "states"),
    [
        ("begin", {"open", "returned"}),
        ("sign_off", {"open", "writing", "returned"}),
        ("reopen", {"signed"}),
        ("hand_back", {"writing", "signed"}),
    ],
)
@pytest.mark.parametrize("who", ["writer", "manager", "administrator", "alderman", "councillor", "stranger"])
def test_who_may_take_which_step_from_which_state(step, states, who, part, area, corporatie):
    from wijkportaal.foundation.transitions.actions import perform

    people = {
        "writer": lambda: supplier(corporatie, area),
        "stranger": lambda: person_with("partner", area),
        "manager": lambda: person_with("area_manager", area),
    }
    person = people.get(who, lambda: person_with(who, area.parent))()
    may = {"writer", "manager", "administrator"} if step != "hand_back" else {"manager", "administrator"}
    for state in ("open", "writing", "signed", "returned"):
        Part.objects.filter(pk=part.pk).update(state=state, text="<p>Tekst</p>")
        expected = None if state not in states else who in may
        try:
            perform(part, step, by=person, reason="Zo")
            assert expected is True, state
        except TransitionRefused:
            assert expected is None, state
        except PermissionDenied:
            assert expected is False, state


def test_after_the_deadline_only_the_wijkmanager_writes(part, writer, manager):
    Part.objects.filter(pk=part.pk).update(due_on=days(-1))
    with pytest.raises(DeadlinePassed, match="Vraag de wijkmanager om een nieuwe datum"):
        write(part, "Te laat", by=writer)
    assert write(part, "Namens de corporatie", by=manager).state == "writing"
    part.refresh_from_db()
    yearly.ask_of_part(part, {"due_on": days(0)}, version=part.version, by=manager)
    assert write(part, "Toch nog", by=writer).text == "<p>Toch nog</p>"


def test_a_part_that_is_not_signed_holds_the_programme_up(programme, part, writer, manager, area):
    foreword = programme.parts.get(kind="foreword")
    write(foreword, "Beste bewoner", by=manager)
    EntryFactory(programme=programme, number=1)
    part = write(part, "Wij bouwen", by=writer)
    with pytest.raises(TransitionRefused, match="Nog niet klaar: “De woningcorporatie”"):
        yearly.change_state(programme, "submit", by=manager)
    yearly.sign_off(part, version=part.version, by=writer)
    assert yearly.change_state(programme, "submit", by=manager).state == "ready"


# --- Reminders ----------------------------------------------------------------------------------------------


def test_remind_writes_to_each_supplier_once_a_day(programme, part, writer, manager):
    assert actions.remind(programme, by=manager) == [writer]
    assert actions.remind(programme, by=manager) == []
    letter = Letter.objects.get(to=writer.email)
    assert "De woningcorporatie: klaar op" in letter.body
    part.refresh_from_db()
    assert part.reminded_on == timezone.localdate()


def test_remind_leaves_out_who_is_ready(programme, part, writer, manager):
    part = write(part, "Wij bouwen", by=writer)
    yearly.sign_off(part, version=part.version, by=writer)
    assert actions.remind(programme, by=manager) == []
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("left", "sent"), [(8, 0), (7, 1), (3, 1), (1, 1), (0, 0), (-1, 1), (-2, 0)])
def test_the_clock_reminds_before_the_deadline_and_just_after(part, writer, left, sent):
    Part.objects.filter(pk=part.pk).update(due_on=days(left))
    assert actions.remind_of_deadlines() == sent
    assert actions.remind_of_deadlines() == 0
    assert Letter.objects.count() == sent


def test_the_clock_is_silent_when_the_programme_has_gone_on(part, programme, writer):
    Part.objects.filter(pk=part.pk).update(due_on=days(3))
    Programme.objects.filter(pk=programme.pk).update(state="ready")
    assert actions.remind_of_deadlines() == 0


# --- Remarks ------------------------------------------------------------------------------------------------


def test_a_remark_stays_with_its_words_and_survives_a_change(part, writer, manager):
    part = write(part, "Wij bouwen in mei.</p><p>Tot ziens.", by=writer)
    remark = actions.add_remark(part, quote="bouwen in  mei", text="Welke dag?", by=manager)
    assert Letter.objects.get().to == writer.email
    assert [len(each.remarks) for each in discussion_of(part).passages] == [1, 0]
    actions.reply_to(remark, text="De vijfde.", by=writer)
    part = write(part, "Wij bouwen in juni.", by=writer)
    discussion = discussion_of(part)
    assert discussion.loose == [remark]
    assert [reply.text for reply in discussion.loose[0].replies.all()] == ["De vijfde."]
    actions.resolve(remark, by=writer)
    actions.resolve(remark, by=manager)
    assert Remark.objects.get().resolved_by == writer
    assert discussion_of(part).settled == [remark]


@pytest.mark.parametrize("remarks", [1, 30])
def test_discussion_costs_the_same_queries_at_any_size(part, remarks, django_assert_num_queries):
    for _each in range(remarks):
        RemarkFactory(part=part, quote="iets")
    with django_assert_num_queries(2):
        discussion = discussion_of(part)
        assert len([(str(each.by), list(each.replies.all())) for each in discussion.loose]) == remarks


# --- Versions -----------------------------------------------------------------------------------------------


def test_versions_say_who_and_one_can_be_put_back(part, writer, manager):
    write(part, "Van Cor", by=writer)
    write(part, "Van Cor, beter", by=writer)
    part = write(part, "Van Anna", by=manager)
    versions = versions_of(part)
    assert [(each.by, each.text) for each in versions] == [
        (str(manager), "<p>Van Anna</p>"),
        (str(writer), "<p>Van Cor, beter</p>"),
        (str(manager), ""),
    ]
    with pytest.raises(EditConflict):
        actions.restore_version(part, versions[1], seen=part.version - 1, by=writer)
    restored = actions.restore_version(part, versions[1], seen=part.version, by=writer)
    assert (restored.text, restored.version) == ("<p>Van Cor, beter</p>", part.version + 1)


def test_last_years_part_is_of_the_same_supplier(part, corporatie, area):
    last = ProgrammeFactory(area=area, year=2030)
    PartFactory(programme=last, kind="housing", supplier=OrganisationFactory(kind="housing"))
    mine = PartFactory(programme=last, kind="housing", supplier=corporatie, text="<p>Toen</p>")
    assert last_years_part(part) == mine


# --- Adoption and after -------------------------------------------------------------------------------------


def test_the_panel_is_asked_and_its_remarks_come_back(programme, area, manager, part):
    chair = person_with("board_member", area, email="voorzitter@panel.example")
    write(programme.parts.get(kind="foreword"), "Beste bewoner", by=manager)
    EntryFactory(programme=programme, number=1)
    with pytest.raises(TransitionRefused, match="nog niet meegekeken"):
        yearly.change_state(programme, "submit", by=manager)
    yearly.change_state(programme, "ask_panel", by=manager)
    assert Letter.objects.get(to=chair.email)
    assert list(to_check_by(chair)) == [programme]
    with pytest.raises(TransitionRefused):
        yearly.change_state(programme, "panel_remark", by=chair)
    yearly.change_state(programme, "panel_remark", by=chair, reason="De bankjes ontbreken.")
    programme.refresh_from_db()
    assert (programme.state, programme.panel_answer, programme.panel_words) == (
        "draft",
        "remarks",
        "De bankjes ontbreken.",
    )
    assert "De bankjes ontbreken." in Letter.objects.get(to=manager.email).body
    assert yearly.change_state(programme, "submit", by=manager).state == "ready"


def adopted(programme, **fields):
    Programme.objects.filter(pk=programme.pk).update(state="published", **fields)
    programme.refresh_from_db()


def test_an_amendment_keeps_what_was_adopted_beside_what_is_now(programme, part, writer, manager):
    part = write(part, "In mei", by=writer)
    with pytest.raises(EditRefused, match="nog niet vastgesteld"):
        actions.amend_part(part, text="<p>In juni</p>", reason="Later", version=part.version, by=manager)
    adopted(programme)
    actions.amend_part(part, text="<p>In juni</p>", reason="Later", version=part.version, by=manager)
    with pytest.raises(EditConflict):
        actions.amend_part(part, text="<p>In juli</p>", reason="Later", version=part.version, by=manager)
    part.refresh_from_db()
    actions.amend_part(part, text="<p>In juli</p>", reason="Nog later", version=part.version, by=manager)
    told = [(each.before, each.after, each.reason, each.is_first) for each in amendments_of(programme)]
    assert told == [
        ("<p>In mei</p>", "<p>In juni</p>", "Later", True),
        ("<p>In juni</p>", "<p>In juli</p>", "Nog later", False),
    ]


def test_an_amendment_that_changes_nothing_is_refused(programme, manager):
    entry = EntryFactory(programme=programme, promise="Klaar in mei")
    adopted(programme)
    with pytest.raises(EditRefused, match="niets veranderd"):
        actions.amend_entry(entry, promise="Klaar in mei", reason="Zo", version=1, by=manager)
    actions.amend_entry(entry, promise="Klaar in juni", reason="De aannemer is ziek.", version=1, by=manager)
    assert Amendment.objects.get().title == entry.title


def test_a_whole_project_is_added_and_dropped_after_adoption(programme, area, manager):
    kept, dropped = (EntryFactory(programme=programme, promise=text) for text in ("Klaar", "In mei"))
    extra = ProjectFactory(area=area, title="Steiger")
    with pytest.raises(EditRefused, match="nog niet vastgesteld"):
        actions.amend_without_project(dropped, reason="Te duur.", by=manager)
    adopted(programme)
    actions.amend_without_project(dropped, reason="Te duur.", decision_number="2031-7", by=manager)
    actions.amend_with_project(
        programme, extra, promise="De steiger ligt er.", reason="Er is geld.", by=manager
    )
    with pytest.raises(EditRefused, match="al uit het programma"):
        actions.amend_without_project(dropped, reason="Te duur.", by=manager)
    with pytest.raises(EditRefused, match="al in het programma"):
        actions.amend_with_project(programme, extra, promise="", reason="Nog eens.", by=manager)
    added = programme.entries.get(project=extra)
    assert [entry.pk for entry in entries_for_list(programme)] == [kept.pk, added.pk]
    assert (added.number, added.agreed_title, added.is_agreed) == (dropped.number + 1, "Steiger", True)
    told = [
        (each.change, each.title, each.before, each.after, each.reason) for each in amendments_of(programme)
    ]
    assert told == [
        ("dropped", dropped.title, "<p>In mei</p>", "", "Te duur."),
        ("added", "Steiger", "", "<p>De steiger ligt er.</p>", "Er is geld."),
    ]
    # What was dropped can come back, under the number that it has in print.
    actions.amend_with_project(programme, dropped.project, promise="In juni", reason="Toch.", by=manager)
    back = programme.entries.get(pk=dropped.pk)
    assert (back.dropped_at, back.dropped_because, back.promise, back.number) == (
        None,
        "",
        "In juni",
        dropped.number,
    )


def test_what_was_dropped_stays_in_the_look_back_and_is_not_carried_over(programme, area, manager):
    entry = EntryFactory(programme=programme, promise="In mei")
    adopted(programme)
    actions.amend_without_project(entry, reason="Te duur.", by=manager)
    following = ProgrammeFactory(area=area, year=programme.year + 1)
    assert [line.was_dropped for line in look_back(following)] == [True]
    assert list(last_entries(following)) == []
    assert News.objects.get().title == f"“{entry.title}” gaat uit {programme.title}"
