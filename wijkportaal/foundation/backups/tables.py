"""The tables of a database as rows of text: what there is, out of it, and into it."""

from collections.abc import Iterator
from typing import BinaryIO

ALL_TABLES = """
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename
"""
VIEWS = "SELECT matviewname FROM pg_matviews WHERE schemaname = current_schema()"


def columns_of_tables(cursor) -> dict[str, list[str]]:
    """Return each table with the columns that are written: what the database computes itself is left out."""
    cursor.execute(ALL_TABLES)
    return dict(cursor.fetchall())


def sequences_of(cursor) -> dict[str, int]:
    cursor.execute(SEQUENCES)
    return dict(cursor.fetchall())


def lines_of(cursor, table: str, columns: list[str]) -> Iterator[bytes]:
    """Give the rows of a table as lines of text."""
    rest = b""
    with cursor.copy(f"COPY {_named(cursor, table, columns)} TO STDOUT") as copy:
        for block in copy:
            *lines, rest = (rest + bytes(block)).split(b"\n")
            yield from (line + b"\n" for line in lines)


def fill(cursor, table: str, columns: list[str], file: BinaryIO, *, block: int = 1024 * 1024) -> int:
    """Put lines of text into a table; returns how many rows came in."""
    with cursor.copy(f"COPY {_named(cursor, table, columns)} FROM STDIN") as copy:
        while content := file.read(block):
            copy.write(content)
    return cursor.rowcount


def make_way(cursor, tables: list[str]) -> None:
    """Empty all tables in this transaction, with the triggers of the house (history, guards) standing aside."""
    # What is still to be checked would be in the way of changing a table.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        cursor.execute(f"ALTER TABLE {quoted(cursor, table)} DISABLE TRIGGER USER")
    cursor.execute(f"TRUNCATE {', '.join(quoted(cursor, table) for table in tables)} RESTART IDENTITY")


def settle(cursor, tables: list[str], sequences: dict[str, int]) -> None:
    """Number on from where it was, check that every row points to one that is there, and call the triggers back."""
    for name, value in sequences.items():
        cursor.execute("SELECT setval(%s::regclass, %s)", [quoted(cursor, name), value])
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {quoted(cursor, table)} ENABLE TRIGGER USER")
    cursor.execute(VIEWS)
    for (view,) in cursor.fetchall():
        cursor.execute(f"REFRESH MATERIALIZED VIEW {quoted(cursor, view)}")


def quoted(cursor, name: str) -> str:
    return cursor.db.ops.quote_name(name)


def _named(cursor, table: str, columns: list[str]) -> str:
    return f"{quoted(cursor, table)} ({', '.join(quoted(cursor, column) for column in columns)})"
