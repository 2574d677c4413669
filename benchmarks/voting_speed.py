"""Counting a large election, and two hundred voters a second, in one run.

    python -m benchmarks.voting_speed [--seconds 60] [--rate 200] [--ballots 90000] [--plans 160] [--shares]

First the count: ballots on which people tick up to ten plans, most votes, and with `--shares` equal shares with its
completion, each with the time until the outcome. Then the voters: four processes, together at most `--rate` a second,
open the ballot and cast it through the whole of Django (view, form, cookie, database); a tenth changes its vote, and a
tenth is sent twice at once. Afterwards each code must have exactly the vote that was confirmed last. Everything runs on this
machine, in services of its own, and stops by itself.
"""

import argparse
import multiprocessing
import random
import sys
import time

from benchmarks.services import measure_on_services

VOTERS = 4


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--ballots", type=int, default=90_000)
    parser.add_argument("--plans", type=int, default=160)
    parser.add_argument("--shares", action="store_true")
    options = parser.parse_args()

    def measure() -> int:
        count(options)
        return vote(options)

    return measure_on_services(measure)


def count(options) -> None:
    """Count the large election, and print how long it took."""
    from participation.voting.calculations.ballots import grouped  # noqa: PLC0415
    from participation.voting.calculations.counting import Candidate, Conditions  # noqa: PLC0415
    from participation.voting.calculations.results import make_result  # noqa: PLC0415

    chance = random.Random(1)
    plans = [Candidate(number, chance.randint(5, 120) * 100_000) for number in range(1, options.plans + 1)]
    liking = [1 / (number + 5) for number in range(options.plans)]
    numbers = range(1, options.plans + 1)
    ballots = [
        dict.fromkeys(chance.choices(numbers, liking, k=chance.randint(1, 10)), 1)
        for _ in range(options.ballots)
    ]
    begun = time.perf_counter()
    groups = grouped(ballots)
    print(
        f"{len(ballots)} ballots, {len(groups)} different ones: grouped in {time.perf_counter() - begun:.1f} s"
    )
    for rule in ("most_votes", *(("equal_shares",) if options.shares else ())):
        begun = time.perf_counter()
        result = make_result(plans, groups, Conditions(rule, 200_000_000, lot=int))
        spent = time.perf_counter() - begun
        print(f"{rule}: {len(result['order'])} of {len(plans)} plans chosen in {spent:.1f} s")


def vote(options) -> int:
    """Let people vote, and compare what lies there with what was confirmed; returns 1 when they differ."""
    from django.db import connections  # noqa: PLC0415

    from participation.voting.actions.codes import make_codes  # noqa: PLC0415
    from participation.voting.actions.rounds import change_state  # noqa: PLC0415
    from participation.voting.queries import ballot_of  # noqa: PLC0415
    from participation.voting.states import MOST_CODES  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415
    from tests.factories.voting import draft_round  # noqa: PLC0415

    made = draft_round(area=AreaFactory(parent=GemeenteFactory()))
    codes: list[str] = []
    while (left := options.seconds * options.rate - len(codes)) > 0:
        codes += make_codes(made, area=made.area, size=min(left, MOST_CODES), by=None)
    for step in ("plan", "open"):
        change_state(made, step, by=None)
    made.refresh_from_db()
    connections.close_all()
    parts = [(made.pk, codes[part::VOTERS], options.seconds, options.rate / VOTERS) for part in range(VOTERS)]
    longest = 0.0
    with multiprocessing.get_context("spawn").Pool(VOTERS) as pool:
        confirmed: dict[str, dict] = {}
        for done in pool.map(voters, parts):
            confirmed |= done["last"]
            longest = max(longest, done["seconds"])
            print(
                f"  {done['votes']} votes, slowest {max(done['times']) * 1000:.0f} ms, median {sorted(done['times'])[len(done['times']) // 2] * 1000:.0f} ms"
            )
    wrong = [code for code, points in confirmed.items() if ballot_of(made, code) != points]
    stored = made.ballots.count()
    print(
        f"{len(confirmed)} people in {longest:.0f} s, {len(confirmed) / longest:.0f} a second; "
        f"{stored} ballots; {len(wrong)} lost or changed"
    )
    return int(bool(wrong) or stored != len(confirmed))


def voters(task: tuple) -> dict:
    """Vote with codes one after another, no faster than the rate; returns what was confirmed last for each code."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from participation.voting.actions.ballots import cast_vote  # noqa: PLC0415
    from participation.voting.models import VotingRound  # noqa: PLC0415

    pk, codes, seconds, rate = task
    settings.ALLOWED_HOSTS = ["*"]
    made = VotingRound.objects.get(pk=pk)
    last: dict[str, dict] = {}
    times = []
    votes = 0
    # One client for all: to make one builds the whole of Django anew, as no server does for a visitor.
    client = Client()
    client.get(made.get_absolute_url())
    begun = time.perf_counter()
    for number, code in enumerate(codes):
        wait = begun + number / rate - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        if time.perf_counter() - begun > seconds:
            break
        start = time.perf_counter()
        client.cookies.clear()
        # An address of its own for each voter, as at home: the limits per address are not what is measured.
        client.defaults["REMOTE_ADDR"] = f"10.{number // 60000}.{number // 250 % 240}.{number % 250}"
        address = made.get_absolute_url()
        assert client.post(f"{address}/code", {"code": code}).status_code == 302
        chosen = {number % 3 + 1: 1}
        answer = client.post(f"{address}/stembiljet", {f"plan-{n}": "1" for n in chosen})
        assert answer["Location"].endswith("/gestemd"), answer
        times.append(time.perf_counter() - start)
        votes += 1
        if number % 10 == 0:
            chosen = {(number + 1) % 3 + 1: 1}
            cast_vote(made, code, chosen)
            cast_vote(made, code, chosen)
            votes += 2
        last[code] = chosen
    return {"last": last, "times": times, "votes": votes, "seconds": time.perf_counter() - begun}


if __name__ == "__main__":
    sys.exit(main())
