import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from programmes.printruns.actions import keep_finals, store
from programmes.printruns.management.commands import make_edition
from programmes.printruns.models import PrintedFile
from tests.factories.printruns import AreaPrintFactory, PrintRunFactory
from wijkportaal.foundation.documents.rendering import Rendered

pytestmark = pytest.mark.django_db
NAMES = ["programma-molenwijk-2026-drukker.pdf", "programma-molenwijk-2026-scherm.pdf"]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Make what is asked here: forked processes would share the test's connection."""
    made = []

    class Pool:
        def __init__(self, processes):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *args):
            pass

        def imap_unordered(self, function, orders):
            return map(function, orders)

    def print_variants(brochure, variants, *, design):
        if brochure.area_name == "Stuk":
            raise ValueError("kapot")
        made.append(brochure.area_name)
        return {v: Rendered(f"%PDF {v} {brochure.area_name} {brochure.intro}".encode(), 8) for v in variants}

    monkeypatch.setattr(make_edition.multiprocessing, "get_context", lambda kind: SimpleNamespace(Pool=Pool))
    monkeypatch.setattr(make_edition.connections, "close_all", lambda: None)
    monkeypatch.setattr(make_edition, "print_variants", print_variants)
    return made


def run(out, *options) -> str:
    said = StringIO()
    call_command("make_edition", "--year", "2026", "--out", str(out), *options, stdout=said, stderr=said)
    return said.getvalue()


def test_make_edition_makes_every_adopted_programme_and_only_what_changed(
    make_programme, tmp_path, in_this_process
):
    first = make_programme("Molenwijk")
    make_programme("Noord")
    make_programme("Concept", adopted=False)
    said = run(tmp_path)
    assert "Left out, still a draft" in said
    assert "2 areas: 4 files made, 0 as they were, 0 areas failed." in said
    assert sorted(path.name for path in tmp_path.glob("programma-molenwijk*")) == NAMES
    assert set(json.loads((tmp_path / "edition.json").read_text())) == {
        p.name for p in tmp_path.glob("*.pdf")
    }
    assert "0 files made, 4 as they were" in run(tmp_path)
    first.__class__.objects.filter(pk=first.pk).update(intro="Nieuw")
    in_this_process.clear()
    assert "2 files made, 2 as they were" in run(tmp_path)
    assert in_this_process == ["Molenwijk"]
    # A file that was spoilt is made again.
    (tmp_path / NAMES[0]).write_bytes(b"stuk")
    assert "1 files made, 3 as they were" in run(tmp_path)


def test_make_edition_goes_on_when_an_area_fails_and_says_which(make_programme, tmp_path):
    make_programme("Molenwijk")
    make_programme("Stuk")
    with pytest.raises(CommandError, match="Not all areas"):
        run(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == NAMES


def test_make_edition_gives_what_was_published_as_it_was_printed(
    make_programme, tmp_path, in_this_process, media
):
    programme = make_programme("Molenwijk")
    area = AreaPrintFactory(run=PrintRunFactory(), programme=programme)

    keep_finals(
        area,
        [
            store(Rendered(b"%PDF zoals gedrukt", 12), variant=v, fingerprint="1" * 64)
            for v in ("screen", "print")
        ],
    )
    PrintedFile.objects.update(is_frozen=True)
    assert "0 files made, 2 as they were" in run(tmp_path)
    assert in_this_process == []
    assert (tmp_path / NAMES[0]).read_bytes() == b"%PDF zoals gedrukt"
    file = PrintedFile.objects.first()
    (media / file.file).write_bytes(b"anders")
    with pytest.raises(CommandError, match="damaged"):
        run(tmp_path)


def test_make_edition_says_when_there_is_nothing(tmp_path):
    with pytest.raises(CommandError, match="No adopted programme for 2026"):
        run(tmp_path)
