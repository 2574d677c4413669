from django.db import migrations

NOTE = """
CREATE FUNCTION search_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key bigint;
    name text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO key USING OLD;
    ELSE
        EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO key USING NEW;
    END IF;
    FOREACH name IN ARRAY TG_ARGV[1:] LOOP
        INSERT INTO search_change (source, object_id) VALUES (name, key);
    END LOOP;
    RETURN NULL;
END $$
"""

# Table, the column with the key of the thing, and the sources (wijkportaal/portal/search/sources). A new source, or a
# table that one watches, needs a migration like this one; tests/portal/search/test_actions.py holds the two together.
WATCHED = [
    ("territory_area", "id", ["area"]),
    ("organisations_organisation", "id", ["organisation"]),
    ("organisations_servedarea", "organisation_id", ["organisation"]),
    ("organisations_facility", "id", ["facility"]),
    ("initiatives_initiative", "id", ["initiative"]),
    ("taskgroups_taskgroup", "id", ["taskgroup"]),
    ("meetings_meeting", "id", ["meeting", "meeting_work"]),
    ("meetings_agendapoint", "meeting_id", ["meeting", "meeting_work"]),
    ("meetings_minutes", "meeting_id", ["meeting", "meeting_work"]),
    ("meetings_meetingdecision", "meeting_id", ["meeting", "meeting_work"]),
    ("meetings_meetingpromise", "meeting_id", ["meeting", "meeting_work"]),
    ("signals_signal", "id", ["signal", "signal_work"]),
    ("consultations_consultation", "id", ["consultation", "consultation_work"]),
    ("consultations_wish", "id", ["wish"]),
    ("ideas_ideaanswer", "id", ["idea_answer"]),
    ("voting_votinground", "id", ["vote", "vote_work"]),
    ("voting_voteplan", "voting_round_id", ["vote", "vote_work"]),
    ("surveys_survey", "id", ["survey", "survey_work"]),
    ("projects_project", "id", ["project"]),
    ("yearly_programme", "id", ["programme"]),
    ("yearly_part", "programme_id", ["programme"]),
    ("yearly_entry", "programme_id", ["programme"]),
    ("visions_vision", "id", ["vision"]),
    ("visions_visiontheme", "vision_id", ["vision"]),
    ("visions_goal", "id", ["goal"]),
    ("commitments_commitment", "id", ["commitment"]),
    ("evaluations_evaluation", "id", ["evaluation"]),
    ("evaluations_lesson", "evaluation_id", ["evaluation"]),
    ("projects_projectdocument", "id", ["project_document"]),
    ("visions_visiondocument", "id", ["vision_document"]),
    ("cycle_stepfile", "id", ["step_file"]),
]


def watch(table: str, column: str, sources: list[str]) -> migrations.RunSQL:
    """Note every change of a table from now on, and once all that is there."""
    told = ", ".join(f"'{each}'" for each in [column, *sources])
    steps = [
        f"CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION search_note_change({told})"
    ]
    if column == "id":
        steps += [f"INSERT INTO search_change (source, object_id) SELECT '{each}', id FROM {table}" for each in sources]
    return migrations.RunSQL(steps, f"DROP TRIGGER search_note ON {table}")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("commitments", "0002_promise"),
        ("consultations", "0001_initial"),
        ("cycle", "0001_initial"),
        ("evaluations", "0001_initial"),
        ("ideas", "0001_initial"),
        ("initiatives", "0002_moderation"),
        ("meetings", "0001_initial"),
        ("organisations", "0001_initial"),
        ("projects", "0005_documents"),
        ("signals", "0002_terms"),
        ("surveys", "0001_initial"),
        ("taskgroups", "0001_initial"),
        ("territory", "0002_mark_the_atlas"),
        ("visions", "0002_documents"),
        ("voting", "0001_initial"),
        ("yearly", "0003_added_and_dropped"),
    ]

    operations = [
        migrations.RunSQL(NOTE, "DROP FUNCTION search_note_change()"),
        *(watch(*each) for each in WATCHED),
    ]
