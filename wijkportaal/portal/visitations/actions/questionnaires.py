"""Writes on the questionnaire: a new version from the last one, what it asks, and taking it into use."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.portal.visitations.calculations import new_code
from wijkportaal.portal.visitations.catalogue import NAME, STATEMENTS
from wijkportaal.portal.visitations.models import Questionnaire, Statement
from wijkportaal.portal.visitations.queries import draft_questionnaire, newest_questionnaire


@dataclass(frozen=True)
class Words:
    """A statement as it was typed: which one (None: a new one), and whether it says something else than before."""

    theme: str
    text: str
    statement: int | None = None
    is_other: bool = False


def ensure_questionnaire(*, by) -> Questionnaire:
    """Return the version in force; a gemeente that has none begins with that of the catalogue."""
    return newest_questionnaire() or renew_questionnaire(str(NAME), STATEMENTS, by=by)


def renew_questionnaire(name: str, statements: Iterable[tuple[str, str, str]], *, by) -> Questionnaire:
    """Make a version from rows of theme, code and text and take it into use. Those before it stay, with their scores."""
    with recorded(by=by, action="visitations.renew_questionnaire"):
        # Nobody decides on the first one, which came with the portal: no permission is asked.
        return perform(_make(name, statements, by=by), "take_into_use", by=None)


def copy_questionnaire(*, by) -> Questionnaire:
    """Begin a new version with what the one in force asks. While there is a draft, that one is returned."""
    with recorded(by=by, action="visitations.copy_questionnaire"):
        if known := draft_questionnaire():
            return known
        last = ensure_questionnaire(by=by)
        return _make(last.name, last.statements.values_list("theme", "code", "text"), by=by)


def _make(name: str, statements: Iterable[tuple[str, str, str]], *, by) -> Questionnaire:
    last = Questionnaire.objects.aggregate(last=Max("number"))["last"] or 0
    made = Questionnaire.objects.create(name=name, number=last + 1, edited_by=by)
    for position, (theme, code, text) in enumerate(statements, start=1):
        Statement.objects.create(
            questionnaire=made, theme=theme, code=code, text=str(text), position=position
        )
    return made


def edit_questionnaire(
    questionnaire: Questionnaire, name: str, words: Iterable[Words], *, version: int, by
) -> Questionnaire:
    """Save what a draft asks, in the order of `words`; a statement without text goes.

    One that says the same in other words keeps its code, so that years stay comparable; one that says something else gets
    a new one. Raises EditRefused for what is in use, EditConflict.
    """
    rows = list(words)

    def then(locked: Questionnaire) -> list[str]:
        _must_be_draft(locked)
        known = {statement.pk: statement for statement in locked.statements.all()}
        taken = set(Statement.objects.values_list("code", flat=True))
        for position, row in enumerate(rows, start=1):
            _save_statement(locked, known.get(row.statement), row, position, taken)
        return ["name"]

    return save_edit(
        questionnaire,
        {"name": name},
        version=version,
        by=by,
        action="visitations.edit_questionnaire",
        then=then,
    )


def _save_statement(
    questionnaire: Questionnaire, known: Statement | None, row: Words, position: int, taken: set[str]
) -> None:
    if not row.text:
        if known:
            known.delete()
        return
    statement = known or Statement(questionnaire=questionnaire, theme=row.theme)
    if known is None or row.is_other:
        statement.code = new_code(row.text, taken)
        taken.add(statement.code)
    was = (statement.text, statement.position)
    if known is None or row.is_other or was != (row.text, position):
        statement.text, statement.position = row.text, position
        statement.save()


def take_into_use(questionnaire: Questionnaire, step: str, *, by) -> Questionnaire:
    """Let every visitatie that begins from now on be held with this version. Raises TransitionRefused (Dutch)."""
    return perform(questionnaire, step, by=by)


def drop_questionnaire(questionnaire: Questionnaire, *, by) -> None:
    """Throw a draft away. Raises EditRefused for what is in use."""
    with recorded(by=by, action="visitations.drop_questionnaire"):
        locked = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
        _must_be_draft(locked)
        locked.delete()


def _must_be_draft(questionnaire: Questionnaire) -> None:
    if not questionnaire.is_draft:
        raise EditRefused(_("Deze versie is in gebruik en ligt vast. Maak een nieuwe versie."))
