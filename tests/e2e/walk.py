"""Every page of the portal, as a telephone and a laptop show it: no fault of accessibility, nothing wider than
the screen, nothing against the security policy, valid HTML. Tried on the demonstration, which has all there is.

A new page is found by itself: who is in the demonstration follows the links from page to page, to at most
`EACH` addresses of one door. So nothing is to be added here for a new room, as long as the demonstration has
something of it and a link leads there. A page that needs more examples (one for each state that looks different)
or that no link leads to gets a line in `EXAMPLES` of tests/e2e/addresses.py.

The checker of HTML sees each page once. Axe sees each on a telephone, and on a laptop what differs there.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Error

from tests.architecture.doors import Door, doors
from tests.architecture.test_access import TABLE
from tests.e2e.addresses import EXAMPLES, addresses_of, has_holes, is_page
from tests.e2e.pages import WIDTHS, Device, too_wide
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.people import DOMAIN, PASSWORD

# Pages of which the address is asked for, and the page that then comes, with the reason.
LEADS_ELSEWHERE = {
    "mfa_activate_totp": "mfa_deactivate_totp",  # who has an app can only switch it off
}
ERRORS = (("visitor", "/bestaat-niet", 404), ("wijkmanager", "/beheer/huisstijl", 403))

# The same templates in other languages: what differs is their language and the length of their words.
IN_LANGUAGES = ("/fy/", "/en/waar-woont-u", "/fy/signalen/nieuw", "/en/account/inloggen")

# Pages of the workplace that look different to who works in one area and to who works in all.
BOTH = {"portal:workspace", "yearly:workbench", "projects:workbench", "organisations:manage"}
# Where the wijkmanager sees too little.
OF_ALL = {"organisations:add", "printruns:edit", "yearly:editor"}
# Pages of somebody's own account, for who has everything that can be set up.
OWN = ("mfa_", "account_change", "account_logout", "account_reauthenticate", "socialaccount_connections")
STATUS = {"socialaccount_login_error": 401}
# What only they may do, everywhere; the table of access has people with a role in one area.
ALONE = {
    "allocations:": "financieel",
    "consultations:walk": "bewoner",
    "grants:ask": "wijkmanager",
    "grants:assess": "wijkmanager",
    "grants:look_again": "wijkmanager",
    "grants:pay": "financieel",
    "grants:balance": "financieel",
    "grants:return_account": "financieel",
    "grants:decide": "wijkwethouder",
    "grants:answer_objection": "wijkwethouder",
    "grants:set_aside": "wijkwethouder",
    "grants:": "penningmeester",
    "initiatives:": "bewoner",
    "neighbours:change": "bewoner",
    "neighbours:talk": "bewoner",
    "objections:answer": "wijkwethouder",
    "objections:object": "penningmeester",
    "books:": "penningmeester",
    "ledger:": "financieel",
    "payments:": "financieel",
    "progress:own_projects": "vakafdeling",
    "staffels:": "financieel",
}
# How many addresses of one door that links lead to are looked at; states that look different are in EXAMPLES.
EACH = 1
LINKS = """() => [...document.querySelectorAll("a[href]")]
  .map((link) => new URL(link.getAttribute("href"), location))
  .filter((url) => url.host === location.host).map((url) => url.pathname)"""
# Who in the demonstration has a role, by its column in the table of access.
PEOPLE = {"area_manager": "wijkmanager", "finance": "financieel", "administrator of all": "beheerder"}


@cache
def table_of_access() -> dict[str, dict[str, str]]:
    """Return what the table says that each door answers to each role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("door"): row for row in csv.DictReader(file)}


def who_looks(door: Door) -> tuple[str, ...]:
    """Return who opens a door: a visitor if it is public, else the first of the people who get in."""
    if door.name.startswith(OWN):
        return ("financieel",)
    if door.is_public:
        return ("visitor",)
    if door.name in BOTH:
        return ("beheerder", "wijkmanager")
    if door.name in OF_ALL:
        return ("beheerder",)
    answers = table_of_access().get(door.name, {})
    if who := next((who for role, who in PEOPLE.items() if answers.get(role) == "200"), ""):
        return (who,)
    return (next((who for start, who in ALONE.items() if door.name.startswith(start)), "beheerder"),)


@dataclass(frozen=True)
class Visit:
    """One page to look at, by one visitor."""

    address: str
    status: int = 200
    leads_to: str = ""


class Walk:
    """One browser window for each visitor, which goes from page to page and writes down what is wrong."""

    def __init__(self, page, axe, html_checker) -> None:
        self.page = page
        self.axe = axe
        self.html = html_checker
        self.wrong: list[str] = []

    def look_at(self, visit: Visit) -> list[str]:
        """Look at one page; returns the addresses that it links to."""
        page, watch = self.page, self.page.watch
        phone, laptop = WIDTHS
        watch.problems.clear()
        watch.allowed = [f"status of {visit.status}"] if visit.status != 200 else []
        page.set_viewport_size({"width": phone, "height": 740})
        try:
            answer = page.goto(visit.address)
        except Error as error:
            if "Download is starting" in error.message:
                return []
            raise
        if answer.status == 200 and "text/html" not in answer.headers.get("content-type", ""):
            return []
        path = page.url.partition("//")[2].partition("/")[2]
        wanted = visit.leads_to or visit.address
        if answer.status != visit.status or f"/{path}".split("?")[0] != wanted.split("?")[0]:
            self.wrong.append(f"{visit.address}: {answer.status} at /{path}")
            return []
        links = page.evaluate(LINKS)
        found = [f"HTML: {message}" for message in self.html.messages(answer.text())]
        found += on(phone, self.axe.faults(page) + too_wide(page))
        self.axe.remember_what_is_shown(page)
        page.set_viewport_size({"width": laptop, "height": 900})
        found += on(laptop, self.axe.faults_by_width(page) + too_wide(page))
        found += watch.left
        watch.problems.clear()
        self.wrong += [f"{visit.address}: {fault}" for fault in found]
        return links


def on(width: int, faults: list[str]) -> list[str]:
    """Say at what width these faults were seen."""
    return [f"{width} px: {fault}" for fault in faults]


def person_called(visitor: str) -> Person:
    return Person.objects.get(email=f"{visitor}@{DOMAIN}")


def prove_it_is_me(page, person: Person) -> None:
    """Have an app, a passkey and recovery codes, and the password given a moment ago."""
    device = Device(page)
    page.goto(reverse("account_reauthenticate"))
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Naam van deze passkey").fill("Laptop")
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    assert device.keys
    TOTP.activate(person, generate_totp_secret())
    assert RecoveryCodes.activate(person)


def first_visits(visitor: str) -> Iterator[Visit]:
    """Pages to begin with: those with one address, and the examples."""
    for door in doors():
        if is_page(door) and visitor in who_looks(door) and (not has_holes(door) or door.name in EXAMPLES):
            leads_to = LEADS_ELSEWHERE.get(door.name)
            for address in addresses_of(door):
                yield Visit(address, STATUS.get(door.name, 200), reverse(leads_to) if leads_to else "")
    if visitor == "visitor":
        yield from map(Visit, IN_LANGUAGES)
    for who, address, status in ERRORS:
        if who == visitor:
            yield Visit(address, status)


def door_behind(link: str) -> Door | None:
    """Return the door that a link of ours leads to; None for what is elsewhere."""
    try:
        found = resolve(urlsplit(link).path)
    except Resolver404:
        return None
    return doors_once().get(found.view_name)


@cache
def doors_once() -> dict[str, Door]:
    return {door.name: door for door in doors()}


def faults_for(visitor: str, page, axe, html_checker) -> list[str]:
    """Let one visitor, who has signed in, see all that is theirs; returns what is wrong."""
    walk = Walk(page, axe, html_checker)
    known = Counter()
    waiting = deque(first_visits(visitor))
    seen = {visit.address for visit in waiting}
    while waiting:
        for link in walk.look_at(waiting.popleft()):
            door = door_behind(link)
            if link in seen or not door or not is_page(door) or visitor not in who_looks(door):
                continue
            # What has one address is there already; with a query it is the same page.
            if has_holes(door) and door.name not in EXAMPLES and known[door.name] < EACH:
                seen.add(link)
                known[door.name] += 1
                waiting.append(Visit(link))
    return walk.wrong + [
        f"No link leads to {door.name}: link to it, or name an address in EXAMPLES."
        for door in doors_once().values()
        if is_page(door) and has_holes(door) and door.name not in EXAMPLES and not known[door.name]
        if visitor in who_looks(door) and "200" in table_of_access().get(door.name, {}).values()
    ]
