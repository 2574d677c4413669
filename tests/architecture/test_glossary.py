"""docs/glossary.md and the models speak the same language."""

import re

from django.apps import apps
from django.conf import settings

ROW = re.compile(r"^\| (?P<noun>[^|]+) \| [^|]+ \| (?P<identifier>[^|]*) \|$", re.MULTILINE)
GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")


def own_models():
    """Return the models of all rooms, without the tables of the audit trail."""
    for room in settings.ROOMS:
        for model in apps.get_app_config(room.rsplit(".", 1)[-1]).get_models():
            if not hasattr(model, "pgh_tracked_model"):
                yield model


def test_every_model_has_its_row_under_the_noun_of_its_docstring():
    rows = {
        row["identifier"].strip("` "): row["noun"].strip().lower()
        for row in ROW.finditer(GLOSSARY)
        if row["identifier"].strip()
    }
    nouns = {model._meta.label: (model.__doc__ or "").split(":")[0].strip().lower() for model in own_models()}
    assert len(nouns) > 20
    assert {label: rows.get(label) for label in nouns} == nouns


def test_rows_that_name_a_model_name_one_that_exists():
    rooms = {room.rsplit(".", 1)[-1] for room in settings.ROOMS}
    named = re.findall(r"`([a-z]+)\.([A-Z]\w+)`", GLOSSARY)
    existing = {model.__name__ for model in own_models()} | {"AreaKind"}
    assert [f"{room}.{name}" for room, name in named if room not in rooms or name not in existing] == []
