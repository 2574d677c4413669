import pytest
from django.core.management import CommandError, call_command

from wijkportaal.foundation.operations import writing


def test_generated_documents_are_up_to_date():
    call_command("write_docs", "--check")


def test_a_stale_document_is_named(tmp_path, settings, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match=r"settings\.md, permissions\.md, life-cycles\.md"):
        call_command("write_docs", "--check")
    call_command("write_docs")
    call_command("write_docs", "--check")
    assert "PORTAAL_DATABASE_URL" in (tmp_path / "docs" / "settings.md").read_text()


def test_secrets_have_no_default_in_the_documents():
    text = writing.settings_document()
    for line in text.splitlines():
        if "**Secret.**" in line:
            assert "| required |" in line or "| empty |" in line
