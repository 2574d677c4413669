import re

import pytest
from django.db import connection

from programmes.projects.models import Project
from tests.factories.projects import ProjectFactory
from wijkportaal.portal.search import actions
from wijkportaal.portal.search.models import Change, Entry, Word
from wijkportaal.portal.search.sources import SOURCES

pytestmark = pytest.mark.django_db


def test_every_table_of_a_source_notes_its_changes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'search_note'"
        )
        noted = {
            (table, told[0], name)
            for table, definition in cursor.fetchall()
            for told in [re.findall(r"'(\w+)'", definition)]
            for name in told[1:]
        }
    assert noted == {
        (table, column, source.name) for source in SOURCES.values() for table, column in source.tables
    }


def test_a_change_is_read_anew_and_a_word_that_stands_nowhere_is_forgotten():
    project = ProjectFactory(title="Lantaarns in de Eikenlaan")
    actions.index_all_changes()
    assert Entry.objects.get(source="project").title == "Lantaarns in de Eikenlaan"
    Project.objects.filter(pk=project.pk).update(title="Bankjes")  # SQL is noted as well
    assert actions.index_all_changes() > 0
    assert Entry.objects.get(source="project").title == "Bankjes"
    assert Word.objects.filter(word="lantaarns").exists()
    actions.forget_words()
    assert not Word.objects.filter(word="lantaarns").exists()
    project.delete()
    actions.index_all_changes()
    assert not Entry.objects.filter(source="project").exists()


def test_a_rebuild_makes_what_is_missing_and_drops_what_is_gone():
    project = ProjectFactory()
    Change.objects.all().delete()
    Entry.objects.create(
        source="project", object_id=10**9, kind="project", is_public=True, search="", title_search=""
    )
    Entry.objects.create(
        source="gone", object_id=1, kind="project", is_public=True, search="", title_search=""
    )
    *_, done = actions.rebuild_index()
    assert list(Entry.objects.filter(source__in=["project", "gone"]).values_list("object_id", flat=True)) == [
        project.pk
    ]
    assert done >= 1


def test_what_cannot_be_read_does_not_stop_the_search(monkeypatch):
    ProjectFactory()
    monkeypatch.setattr(actions, "_write", lambda *_args: 1 / 0)
    actions.freshen()
    assert Change.objects.exists()
