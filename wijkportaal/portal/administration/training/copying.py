"""The archive of a copy for training: an ordinary back-up, with other words in it.

The rows are changed in temporary tables that stand before the real ones for this one transaction: no row of the portal
is touched or locked, whatever goes wrong.
"""

import io
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.contrib.auth.hashers import make_password
from django.db.models import EmailField

from areas.roles.models import RoleAssignment
from areas.roles.queries import holding
from areas.roles.states import ROLES
from wijkportaal.foundation.backups.actions import Whole
from wijkportaal.foundation.backups.models import Kind
from wijkportaal.foundation.backups.tables import quoted
from wijkportaal.foundation.privacy.registry import HOLDINGS
from wijkportaal.portal.administration.training.files import in_place_of
from wijkportaal.portal.administration.training.net import Net
from wijkportaal.portal.administration.training.rows import (
    DOMAIN,
    PERSON_NAMES,
    changes_of,
    keeps,
    models_by_table,
    stays_empty,
    structures_of,
    without_words,
)

ADDRESSES = "account_emailaddress_id_seq"
# How COPY writes that there is nothing in a column.
NOTHING = "\\N"

FIRST_NAMES = (
    "Aafke", "Bas", "Carla", "Dirk", "Elske", "Frits", "Griet", "Hugo", "Ilse", "Jorrit", "Karin", "Lolke", "Mieke",
    "Nico", "Olga", "Piet", "Quinta", "Roel", "Sytske", "Teun", "Ursula", "Vera", "Wout", "Ymkje",
)  # fmt: skip
LAST_NAMES = ("Oefenaar", "Voorbeeld", "Proefstra", "Testerman", "Schijnbaar", "Verzonnen", "Leerling")


class TrainingCopy(Whole):
    """Everything of the portal but who anybody is. `sign_ins` lists who can sign in with the password, role by role."""

    kind = Kind.ANONYMISED
    demo = True

    def __init__(self, password: str) -> None:
        self.password = password
        self.sign_ins: list[tuple[str, str]] = []
        self.people = 0
        self.net = Net(names=(), addresses=(), phones=())
        # Of each table, where in a line a structure stands.
        self.structures: dict[str, list[int]] = {}

    def prepare(self, cursor, tables: dict[str, list[str]]) -> None:
        """Stand a changed copy before every table in which something changes."""
        models = models_by_table()
        people = _people(cursor)
        names, addresses, phones = personal_of(cursor)
        self.net = Net(names=names, addresses=addresses, phones=phones)
        for table, columns in tables.items():
            if (model := models.get(table)) is None:
                continue
            changes = changes_of(model)
            structures = structures_of(model)
            self.structures[table] = [at for at, column in enumerate(columns) if column in structures]
            if stays_empty(model):
                _stand_before(cursor, table)
            elif changes:
                _stand_before(cursor, table)
                _fill(cursor, table, columns, changes)
        self._name_people(cursor, people)

    def _name_people(self, cursor, people: dict[int, str]) -> None:
        taken = {name.lower() for name in people.values()}
        names = (
            f"{first} {last}{number or ''}"
            for number in range(len(people) + 1)
            for last in LAST_NAMES
            for first in FIRST_NAMES
        )
        free = (name for name in names if name.lower() not in taken)
        roles = _somebody_per_role()
        known = make_password(self.password)
        for key in people:
            role = roles.get(key, "")
            email = f"{role.replace(' ', '-')}@{DOMAIN}" if role else f"persoon-{key}@{DOMAIN}"
            cursor.execute(
                "UPDATE people_person SET full_name = %s, email = %s, phone = '' WHERE id = %s",
                [next(free), email, key],
            )
            if role:
                cursor.execute(
                    "UPDATE people_person SET password = %s, is_active = true WHERE id = %s", [known, key]
                )
                self.sign_ins.append((role, email))
        self.sign_ins.sort()
        self.people = len(people)
        cursor.execute(
            'INSERT INTO account_emailaddress (id, email, verified, "primary", user_id) '
            "SELECT row_number() OVER (ORDER BY id), email, true, true, id FROM people_person"
        )

    def sequences(self, found: dict[str, int]) -> dict[str, int]:
        """Number addresses on from those that were made up; the numbering of the portal itself is left alone."""
        return found | {ADDRESSES: max(found.get(ADDRESSES, 0), self.people)}

    def lines(self, table: str, lines: Iterable[bytes]) -> Iterator[bytes]:
        structures = self.structures.get(table)
        for line in lines:
            text = line.decode()
            if structures:
                text = _without_words(text, structures)
            yield self.net.clean(text).encode()

    def file(self, name: str, file: BinaryIO) -> tuple[str, BinaryIO, int]:
        content = in_place_of(name, file)
        return self.net.clean(name), io.BytesIO(content), len(content)


def _without_words(line: str, structures: list[int]) -> str:
    cells = line.removesuffix("\n").split("\t")
    for at in structures:
        if cells[at] != NOTHING:
            # Of all that COPY writes in another way, JSON has the backslash alone.
            value = without_words(json.loads(cells[at].replace("\\\\", "\\")))
            cells[at] = json.dumps(value, ensure_ascii=False).replace("\\", "\\\\")
    return "\t".join(cells) + "\n"


def _stand_before(cursor, table: str) -> None:
    """Make an empty temporary table that is found before the real one."""
    cursor.execute(
        f"CREATE TEMP TABLE {quoted(cursor, table)} (LIKE {_real(cursor, table)} INCLUDING DEFAULTS INCLUDING GENERATED) "
        "ON COMMIT DROP"
    )


def _fill(cursor, table: str, columns: list[str], changes: dict[str, str]) -> None:
    named = ", ".join(quoted(cursor, column) for column in columns)
    written = ", ".join(changes.get(column, quoted(cursor, column)) for column in columns)
    cursor.execute(
        f"INSERT INTO pg_temp.{quoted(cursor, table)} ({named}) SELECT {written} FROM {_real(cursor, table)}"  # noqa: S608
    )


def _real(cursor, table: str) -> str:
    return f"public.{quoted(cursor, table)}"


def _people(cursor) -> dict[int, str]:
    cursor.execute("SELECT id, full_name FROM people_person ORDER BY id")
    return dict(cursor.fetchall())


def personal_of(cursor) -> tuple[set[str], set[str], set[str]]:
    """Return every name, address and number of a person that stands in a column made for it."""
    names, addresses, phones = set(), set(), set()
    own = {holding.model: set() for holding in HOLDINGS if holding.shows}
    for each in HOLDINGS:
        own.get(each.model, set()).update(each.shows, each.wipes)
    for table, model in models_by_table().items():
        if hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            if keeps(model, field):
                continue
            is_own = field.name in own.get(model, ())
            if isinstance(field, EmailField):
                gather = addresses
            elif is_own and field.name in PERSON_NAMES:
                gather = names
            elif is_own and "phone" in field.name:
                gather = phones
            else:
                continue
            cursor.execute(f"SELECT DISTINCT {quoted(cursor, field.column)} FROM {_real(cursor, table)}")  # noqa: S608
            gather.update(value for (value,) in cursor.fetchall() if value)
    return names, addresses, phones


def _somebody_per_role() -> dict[int, str]:
    """Return one person for each role, by their number: who holds it in the whole gemeente, or longest."""
    found: dict[str, int] = {}
    assignments = holding(RoleAssignment.objects.filter(person__is_active=True)).order_by("valid_from", "pk")
    taken: set[int] = set()
    for each in assignments:
        if each.role not in found and each.person_id not in taken:
            found[each.role] = each.person_id
            taken.add(each.person_id)
    return {person: str(ROLES[role]) for role, person in found.items()}
