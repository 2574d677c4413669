"""The rules of the house that a program can hold: floors, files, doors, templates."""

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("wijkportaal", "areas", "participation", "budgets", "programmes")
SOURCES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OUR_SCRIPTS = [
    path
    for folder in (ROOT / "static", *(ROOT / package for package in PACKAGES))
    for path in sorted([*folder.rglob("*.js"), *folder.rglob("*.css")])
    if "vendor" not in path.parts
]
# Addresses that may stand in a page: standards' names, which nobody fetches, and examples.
NAMES_NOT_FETCHED = re.compile(
    r"https?://(?:www\.w3\.org/|[\w.]*voorbeeld\.example|[\w.]*example\.org|127\.0\.0\.1)"
)


# A picture or a workbook that is written to bytes is no row; `self.save` is a hook that calls an action.
FILE_SAVED = re.compile(r"\b(?:image|book|canvas|self)\.save\(")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_floors_and_rooms_import_downward_only():
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_a_foreign_key_names_the_class_and_not_a_text():
    wrong = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", ""))
                in {"ForeignKey", "OneToOneField", "ManyToManyField"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and "." in str(node.args[0].value)
            ):
                wrong.append(f"{name(path)}:{node.lineno}")
    assert wrong == []


@pytest.mark.parametrize("room", settings.ROOMS)
def test_a_room_says_what_it_owns(room):
    assert len((importlib.import_module(room).__doc__ or "").split()) >= 15


def test_no_file_grows_past_easy_reading():
    """About 400 lines is the house rule; past 500 the second room is overdue."""
    long = {name(path): lines for path in SOURCES if (lines := len(path.read_text().splitlines())) > 500}
    assert long == {}


def test_no_room_has_a_drawer_for_odds_and_ends():
    drawers = {"utils", "helpers", "common", "managers", "services", "misc"}
    rooms = [path for path in SOURCES if "launcher" not in path.parts]
    assert [name(path) for path in rooms if drawers & {path.stem, *path.parts}] == []


def test_rooms_do_not_call_each_other_by_signals():
    signals = re.compile(
        r"@receiver|= Signal\(|^from [\w.]+ import .*\b(?:post|pre)_(?:save|delete|init)\b", re.M
    )
    assert [name(path) for path in SOURCES if signals.search(path.read_text())] == []


@pytest.mark.parametrize("kind", ["views", "forms", "queries", "rules", "api"])
def test_only_actions_write(kind):
    writes = re.compile(
        r"\.(?:save|create|bulk_create|get_or_create|update_or_create|bulk_update)\(|objects\.[\w.()]*(?:update|delete)\("
    )
    wrong = [
        f"{name(path)}:{number}"
        for path in SOURCES
        # A room may be called what a kind of file is called (foundation.api): its actions are actions.
        if kind in {path.stem, path.parent.name} and path.stem != "actions"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if writes.search(line) and not FILE_SAVED.search(line)
    ]
    assert wrong == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_pages_have_no_inline_style_or_script():
    """The policy would block them in the browser, silently for who does not look."""
    inline = re.compile(
        r"\sstyle=[\"']|<style\b|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=[\"']|javascript:", re.IGNORECASE
    )
    exempt = ("templates/documents", "templates/editions/brochure")
    wrong = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in TEMPLATES
        if not name(path).startswith(exempt)
        for number, line in enumerate(without_remarks(path).splitlines(), start=1)
        if inline.search(line) and 'type="application/json"' not in line
    ]
    assert wrong == []


def without_remarks(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))


def test_keys_of_records_are_written_without_a_dot():
    """A number above a thousand is written as 1.234, which no form and no link takes back."""
    bare = re.compile(r"\{\{ ?[\w.]*\bpk ?\}\}")
    assert [str(path.relative_to(ROOT)) for path in TEMPLATES if bare.search(path.read_text())] == []


def test_pages_fetch_nothing_from_other_hosts():
    fetched = re.compile(
        r"(?:src|srcset|action|data-[\w-]+)=[\"']?(?:https?:)?//|<link[^>]+href=[\"'](?:https?:)?//|@import|url\([\"']?(?:https?:)?//|fetch\([\"']https?://|import [^;]*from [\"']https?://"
    )
    wrong = []
    for path in [*TEMPLATES, *OUR_SCRIPTS]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if fetched.search(NAMES_NOT_FETCHED.sub("", line)):
                wrong.append(f"{name(path)}:{number}: {line.strip()[:100]}")
    assert wrong == []


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = {
        (cells[1].lower(), cells[3].strip("`"))
        for line in glossary.splitlines()
        if line.startswith("| ") and len(cells := [cell.strip() for cell in line.split("|")]) >= 5
    }
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith(PACKAGES) or hasattr(model, "pgh_tracked_model"):
            continue
        noun = (model.__doc__ or "").partition(":")[0].strip().lower()
        if (noun, model._meta.label) not in rows:
            missing.append(f"| {noun} | … | `{model._meta.label}` |")
    assert missing == []


def test_identifiers_in_the_glossary_exist():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    labels = {model._meta.label for model in apps.get_models()}
    listed = re.findall(r"\| `([a-z]+\.[A-Z]\w+)` \|", glossary)
    enumerations = {label for label in listed if _is_class(label)}
    assert sorted(set(listed) - labels - enumerations) == []


def _is_class(label: str) -> bool:
    app, _dot, kind = label.partition(".")
    config = apps.app_configs.get(app)
    if config is None:
        return False
    for module in ("models", "states", "calculations"):
        try:
            if hasattr(importlib.import_module(f"{config.name}.{module}"), kind):
                return True
        except ModuleNotFoundError:
            continue
    return False


def test_check_deploy_is_clean_over_https():
    environment = os.environ | {
        "PORTAAL_HTTPS": "1",
        "PORTAAL_DEMO": "0",
        "PORTAAL_DEBUG": "0",
        "PORTAAL_URL": "https://portaal.voorbeeld.example",
        "PORTAAL_HOSTS": "portaal.voorbeeld.example",
        "PORTAAL_SECRET_KEY": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    # Browser tests in the same process set this for themselves; no installation does.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    found = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr


def test_demo_sign_ins_cannot_go_over_https():
    found = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=os.environ | {"PORTAAL_HTTPS": "1", "PORTAAL_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cannot go with PORTAAL_HTTPS" in found.stderr
