"""Postings per second with 8 writers, against the floor of bare inserts in the same database, in one run.

    python -m benchmarks.ledger_speed

Starts PostgreSQL and Redis of its own, so that nothing else is measured. Eight processes book for eight seconds through
`ledger.actions.book`, each from a budget that all of them take from and from one of its own, in turns. The floor is
what the same eight do with plain tables without triggers or locks: one row and two lines in a transaction.
Afterwards the whole ledger is added up again. Takes less than a minute.
"""

import multiprocessing
import sys
import time
from decimal import Decimal

from benchmarks.services import measure_on_services

WRITERS = 8
SECONDS = 8
SHARED = Decimal(1_000_000)


def measure() -> int:
    """Let both kinds of writer run, prove the ledger, and print; returns 1 when a balance is wrong."""
    from django.db import connection, connections  # noqa: PLC0415

    from budgets.ledger.models import Entry  # noqa: PLC0415
    from budgets.ledger.queries import balance_of, proof  # noqa: PLC0415
    from tests.factories.ledger import AccountFactory, fill  # noqa: PLC0415

    shared = AccountFactory()
    fill(shared, SHARED)
    own = []
    for _writer in range(WRITERS):
        account = AccountFactory()
        fill(account, SHARED)
        AccountFactory(kind="spent", area=account.area)
        own.append(account)
    spent = AccountFactory(kind="spent", area=shared.area)
    before = Entry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_entry (id bigserial PRIMARY KEY, key text UNIQUE, body text)")
        cursor.execute(
            "CREATE TABLE bare_line (id bigserial PRIMARY KEY, entry bigint REFERENCES bare_entry,"
            " account bigint, amount numeric(12,2))"
        )
    connections.close_all()
    floor = sum(run("bare", [account.pk for account in own], shared.pk, spent.pk))
    booked = run("book", [account.pk for account in own], shared.pk, spent.pk)
    began = time.perf_counter()
    faults = [fault.what for fault in proof()]
    audit = time.perf_counter() - began
    entries = Entry.objects.count() - before
    shared_took = SHARED - balance_of(shared)
    print(f"bare inserts      {floor / SECONDS:8.0f} per second with {WRITERS} writers")
    print(
        f"postings          {sum(booked) / SECONDS:8.0f} per second with {WRITERS} writers, {entries} in all"
    )
    print(f"of the floor      {sum(booked) / floor:8.0%}")
    print(f"audit             {audit:8.2f} seconds: {entries} entries, {len(faults)} faults")
    lost = sum(booked) - entries
    odd = balance_of(spent) - shared_took
    print(f"lost or doubled   {lost:8}; shared budget gave what was spent: {odd if odd else 'yes'}")
    return int(bool(faults or lost or odd))


def run(kind: str, own: list[int], shared: int, spent: int) -> list[int]:
    """Start a writer per account, let all begin together, and return how often each wrote."""
    # By fork: a writer has Django already, and starting eight would take longer than what is measured.
    forks = multiprocessing.get_context("fork")
    begin, written = forks.Barrier(WRITERS), forks.SimpleQueue()
    writers = [forks.Process(target=write, args=(kind, (pk, shared, spent), begin, written)) for pk in own]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    if any(writer.exitcode for writer in writers):
        raise SystemExit("A writer failed.")
    return [written.get() for _writer in writers]


def write(kind: str, accounts: tuple[int, int, int], begin, written) -> None:
    """Write until the time is over, and tell how often that was."""
    once = {"bare": bare_writer, "book": ledger_writer}[kind](*accounts)
    begin.wait()
    end, number = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < end:
        once(number)
        number += 1
    written.put(number)


def ledger_writer(own: int, shared: int, shared_spent: int):
    """Return a function that books a cent, in turns from the shared budget and from this writer's own."""
    from django.utils import timezone  # noqa: PLC0415

    from budgets.ledger.actions import Ground, book  # noqa: PLC0415
    from budgets.ledger.calculations import transfer  # noqa: PLC0415
    from budgets.ledger.models import Account  # noqa: PLC0415

    budget = Account.objects.get(pk=own)
    pairs = (
        (Account.objects.get(pk=shared), Account.objects.get(pk=shared_spent)),
        (budget, Account.objects.get(kind="spent", area=budget.area)),
    )
    today, cent, ground = timezone.localdate(), Decimal("0.01"), Ground("Besluit van de meting")

    def once(number: int) -> None:
        source, target = pairs[number % 2]
        moves = transfer(source, target, cent)
        book(moves, on=today, description="Meting", ground=ground, key=f"{own}:{number}", by=None)

    return once


def bare_writer(own: int, shared: int, spent: int):
    """Return a function that does the least that could be called a booking."""
    from django.db import connection, transaction  # noqa: PLC0415

    def once(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bare_entry (key, body) VALUES (%s, %s) RETURNING id",
                [f"{own}:{number}", "Meting"],
            )
            (entry,) = cursor.fetchone()
            cursor.execute(
                "INSERT INTO bare_line (entry, account, amount) VALUES (%s, %s, -0.01), (%s, %s, 0.01)",
                [entry, own, entry, spent],
            )

    return once


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
