"""What a row says in a copy for training, as expressions of SQL per column. Nothing here touches a table."""

import hashlib

from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db.models import (
    BinaryField,
    CharField,
    EmailField,
    Field,
    FileField,
    GeneratedField,
    JSONField,
    Model,
    TextField,
    URLField,
)

from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.portal.administration.training.files import PDF
from wijkportaal.portal.administration.training.kept import ALL, CODES, EMPTY, ROOMS, STEPS, TABLES

DOMAIN = "oefenen.example"
PERSON_NAMES = frozenset(
    {
        "author_name", "contact_name", "decided_by", "full_name", "lead_name", "made_to_name", "name", "party_name",
        "promised_by", "who", "whom",
    }
)  # fmt: skip
# Of one column there is more to say than what kind of text it holds.
SPECIAL = {
    ("people.Person", "password"): "'!' || md5(random()::text)",
    ("jobs.Job", "arguments"): "'{}'::jsonb",
    ("jobs.Job", "key"): "''",
    ("jobs.Job", "state"): "CASE state WHEN 'failed' THEN 'failed' ELSE 'done' END",
    ("exchange.System", "secret"): "''",
}


def models_by_table() -> dict[str, type[Model]]:
    """Return the model of each table that Django knows."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def stays_empty(model: type[Model]) -> bool:
    """Whether no row of a table goes along: the history, and what lies around an account."""
    return hasattr(model, "pgh_tracked_model") or model._meta.label in EMPTY


def changes_of(model: type[Model]) -> dict[str, str]:
    """Return the columns of a table that say something else in the copy, each with what."""
    found = {}
    for field in model._meta.concrete_fields:
        written = SPECIAL.get((model._meta.label, field.name)) or (
            "" if keeps(model, field) else _overwritten(model, field)
        )
        if written:
            found[field.column] = written
    return found


def structures_of(model: type[Model]) -> set[str]:
    """Return the columns of a table that hold JSON in which words of people may stand."""
    return {
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, JSONField)
        and not keeps(model, field)
        and (model._meta.label, field.name) not in SPECIAL
    }


def without_words(value):
    """Return a structure with an example in the place of every text in it that is more than one word."""
    if isinstance(value, dict):
        return {key: without_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_words(each) for each in value]
    return "Voorbeeldtekst" if isinstance(value, str) and len(value.split()) > 1 else value


def keeps(model: type[Model], field: Field) -> bool:
    """Whether a column says the same in the copy."""
    if isinstance(field, GeneratedField) or field.choices or field.name in CODES or field.primary_key:
        return True
    if field.name == "name" and model._meta.label in STEPS:
        return True
    if model._meta.app_label in ROOMS:
        return True
    kept = TABLES.get(model._meta.label, ())
    return kept is ALL or field.name in kept


def _overwritten(model: type[Model], field: Field) -> str:
    column = f'"{field.column}"'
    if isinstance(field, BinaryField):
        return "''::bytea"
    if isinstance(field, SearchVectorField):
        return "''::tsvector"
    if isinstance(field, FileField) or not isinstance(field, CharField | TextField):
        return ""
    text = _text(field).replace("#", f"' || \"{model._meta.pk.column}\"::text || '")
    text = f"left('{text}', {field.max_length})" if field.max_length else f"'{text}'"
    # What was left open stays open: the steps and checks of the portal hang on it.
    return (
        f"CASE WHEN {column} = '' THEN '' ELSE {text} END"
        if not field.null
        else (f"CASE WHEN {column} IS NULL OR {column} = '' THEN {column} ELSE {text} END")
    )


def _text(field: Field) -> str:
    """Return what stands in a column instead; `#` is the number of the row."""
    for fits, text in INSTEAD:
        if fits(field):
            return text
    return "Voorbeeld #"


INSTEAD = (
    (lambda field: isinstance(field, EmailField), f"persoon-#@{DOMAIN}"),
    (lambda field: isinstance(field, URLField), f"https://{DOMAIN}/#"),
    (
        lambda field: isinstance(field, RichTextField),
        "<p>Dit is een voorbeeldtekst om mee te oefenen (#).</p>",
    ),
    # Of the brochure that stands in the place of every other.
    (lambda field: field.name == "sha256", hashlib.sha256(PDF).hexdigest()),
    (lambda field: "phone" in field.name, "06-00 00 00 00"),
    (lambda field: field.name.endswith("iban"), "NL02ABNA0123456789"),
    (lambda field: field.name == "kvk_number", "00000000"),
    (lambda field: field.name in PERSON_NAMES, "Persoon #"),
    (lambda field: field.name == "address", "Voorbeeldstraat #"),
    (lambda field: isinstance(field, TextField), "Dit is een voorbeeldtekst om mee te oefenen (#)."),
)
