"""Puts Rietwolde into an empty portal, as if it had been lived: one transaction, oldest things first."""

from datetime import date

from django.db import transaction

from areas.territory.models import Area
from areas.themes.actions import ensure_themes
from participation.recognition.actions.declaring import ensure_criteria
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration import (
    choices,
    communities,
    crew,
    discussions,
    founding,
    languages,
    lookbacks,
)
from wijkportaal.portal.demonstration.allocations import Allocations
from wijkportaal.portal.demonstration.analyses import Analyses
from wijkportaal.portal.demonstration.asks import plan_asks
from wijkportaal.portal.demonstration.bank import Payments
from wijkportaal.portal.demonstration.becoming import tell_what_became
from wijkportaal.portal.demonstration.bookkeeping import Books
from wijkportaal.portal.demonstration.budgets import Staffels
from wijkportaal.portal.demonstration.clock import Clock, running
from wijkportaal.portal.demonstration.consulting import go_round
from wijkportaal.portal.demonstration.council import ask_questions
from wijkportaal.portal.demonstration.cycle import Cycle, Event
from wijkportaal.portal.demonstration.evenings import Evenings
from wijkportaal.portal.demonstration.exchange import connect_systems
from wijkportaal.portal.demonstration.files import read_files
from wijkportaal.portal.demonstration.finding import make_findable
from wijkportaal.portal.demonstration.granting import Grants
from wijkportaal.portal.demonstration.groups_of_residents import form_groups
from wijkportaal.portal.demonstration.hooks import register_webhooks
from wijkportaal.portal.demonstration.keeping import clear_last_night
from wijkportaal.portal.demonstration.neighbourly import Neighbourly
from wijkportaal.portal.demonstration.people import DOMAIN, refuse_outside_demonstration
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.plans import Calendar
from wijkportaal.portal.demonstration.plans_of_residents import Residents
from wijkportaal.portal.demonstration.printing import print_programmes
from wijkportaal.portal.demonstration.progress import keep_projects_up_to_date
from wijkportaal.portal.demonstration.promises import Promises
from wijkportaal.portal.demonstration.questions import raise_questions
from wijkportaal.portal.demonstration.reach import count_who_came
from wijkportaal.portal.demonstration.recognising import Recognising
from wijkportaal.portal.demonstration.replies import reply
from wijkportaal.portal.demonstration.reviews import Reviews
from wijkportaal.portal.demonstration.rounds import Rounds
from wijkportaal.portal.demonstration.signals import Signals
from wijkportaal.portal.demonstration.steering import begin_steering
from wijkportaal.portal.demonstration.stewardship import write_stewardship
from wijkportaal.portal.demonstration.streams import Streams
from wijkportaal.portal.demonstration.surveys import hold_surveys
from wijkportaal.portal.demonstration.treasurers import keep_treasurers_books
from wijkportaal.portal.demonstration.visions import Visions
from wijkportaal.portal.demonstration.votes import hold_rounds

# All history before this many years ago is that the areas exist; then the portal was taken into use.
AREAS_SINCE, PORTAL_SINCE = 6, 3


def is_empty() -> bool:
    """Whether there is nobody and nothing in the portal yet."""
    return not (Area.objects.exists() or Gemeente.objects.exists() or Person.objects.exists())


def load() -> bool:
    """Load the demonstration gemeente; returns False, and does nothing, when the portal is not empty.

    Raises NoDemonstration outside a demonstration.
    """
    refuse_outside_demonstration()
    if not is_empty():
        return False
    clock = Clock()
    with transaction.atomic(), running(clock):
        _Story(clock).tell()
    return True


class _Story:
    """The history of Rietwolde, told from the day on which the portal was taken into use."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.calendar = Calendar(clock.today)
        self.first_day = date(self.calendar.this_year - PORTAL_SINCE, 1, 8)

    def tell(self) -> None:
        self.clock.set_to(self.first_day)
        ensure_themes(by=None)
        ensure_criteria(by=None)
        self.begin()
        for event in sorted([*self.cycle.events(), *self.changes()]):
            self.clock.set_to(event.on)
            event.happen()
        self.finish()
        make_findable()

    def begin(self) -> None:
        """Set up the gemeente with its areas, people and organisations."""
        self.crew = crew.gather_people(by=None)
        self.admin = self.crew.administrator
        self.album = Album(by=self.admin)
        founding.name_gemeente(by=self.admin)
        years = range(self.calendar.this_year - AREAS_SINCE, self.calendar.reform_on.year)
        self.areas = founding.draw_areas(years, by=self.admin)
        # The first roles come from the portal itself: nobody can give one to themselves.
        crew.hand_out_roles(self.crew, self.areas, since=self.first_day, by=None)
        self.community = communities.found_organisations(
            self.crew, self.areas, self.album, since=self.first_day, by=self.admin
        )
        self.cycle = Cycle(self.calendar, self.crew, self.community, self.album)
        self.cycle.areas = self.areas

    def changes(self) -> list[Event]:
        """Return what changes besides the yearly rounds."""
        decided, holds = self.calendar.reform_decided_on, self.calendar.reform_on
        leaving = date(self.calendar.this_year - 1, 9, 1)
        staffels = Staffels(self.calendar, self.crew, lambda: self.areas)
        return [
            *staffels.events(),
            Event(decided, -1, 0, self.decide_reform),
            Event(holds, -1, 1, self.carry_out_reform),
            Event(leaving, -1, 2, lambda: crew.end_roles(self.crew, on=leaving, by=self.admin)),
        ]

    def decide_reform(self) -> None:
        on, last = self.calendar.reform_on, self.calendar.this_year
        # The figures of the years before are there already, so that those of the new areas can be estimated.
        self.count_people(range(last - AREAS_SINCE + 1, on.year))
        self.areas = self.cycle.areas = founding.reform(self.areas, on=on, last_year=last, by=self.admin)
        crew.hand_out_roles_after_reform(
            self.crew, self.areas, on=self.calendar.reform_decided_on, by=self.admin
        )
        communities.found_new_associations(
            self.crew,
            self.community,
            self.areas,
            self.album,
            on=self.calendar.reform_decided_on,
            by=self.admin,
        )

    def carry_out_reform(self) -> None:
        self.areas = self.cycle.areas = founding.on_the_day(self.areas, by=self.admin)
        communities.close_old_associations(self.community, by=self.admin)

    def finish(self) -> None:
        """Do what is of all times, and what happened in the last weeks."""
        this_year = self.calendar.this_year
        self.clock.set_to(date(this_year, 3, 2))
        communities.open_facilities(self.community, self.areas, by=self.admin)
        self.count_people(range(self.calendar.reform_on.year, this_year + 1))
        founding.count_the_country(range(this_year - AREAS_SINCE, this_year + 1), by=self.admin)
        read_files(self.areas, year=this_year, by=self.admin)
        allocations = Allocations(self.crew)
        allocations.grant(this_year)
        allocations.settle_accounts()
        allocations.begin_correction(this_year)
        allocations.prepare_anew(this_year + 1)
        allocations.grant_pot(this_year)
        allocations.send_letters()
        Books(self.crew, today=self.calendar.today).write()
        Streams(self.crew, today=self.calendar.today).write()
        keep_treasurers_books(self.crew, self.areas, today=self.calendar.today)
        Grants(self.crew, self.community, self.areas, self.clock).write()
        Payments(self.crew, today=self.calendar.today).write()
        Promises(self.crew, self.community, self.areas, today=self.calendar.today).write_down(by=self.admin)
        self.hear_residents()
        Rounds(self.crew, self.areas, today=self.calendar.today).go_round(by=self.admin)
        raise_questions(self.crew, self.community, self.areas, today=self.calendar.today)
        Visions(self.areas, self.calendar.today).write_down(by=self.admin)
        keep_projects_up_to_date(self.crew, self.community, by=self.admin)
        discussions.discuss(self.crew, by=self.admin)
        discussions.amend(self.crew, year=this_year)
        languages.translate(self.crew, year=this_year)
        languages.name_places(self.areas, by=self.admin)
        print_programmes(this_year, by=self.admin)
        Analyses(self.crew, self.community, self.areas, self.calendar.today).write_down(by=self.admin)
        lookbacks.look_back(self.crew, self.areas, year=this_year - 1, by=self.admin)
        lookbacks.gather_followers(Person.objects.get(email=f"bewoner@{DOMAIN}"), self.areas)
        self.ask_residents()
        self.look_in_from_outside()
        crew.review_access(self.crew, self.clock)
        crew.invite_people(self.crew, self.areas, self.clock, by=self.admin)
        clear_last_night(self.clock)
        connect_systems(by=self.admin)
        register_webhooks(by=self.admin)
        begin_steering(self.crew, today=self.calendar.today)

    def look_in_from_outside(self) -> None:
        """Answer the raad, and show colleagues from other gemeenten round."""
        ask_questions(self.crew, self.areas, today=self.calendar.today, by=self.admin)
        Reviews(self.crew, self.areas, today=self.calendar.today, by=self.admin).tell()

    def ask_residents(self) -> None:
        """Go round with questions, let residents choose, hear what becomes of it, and say what they think."""
        go_round(self.crew, self.areas, today=self.calendar.today, by=self.admin)
        hold_rounds(self.crew, self.areas, self.album, today=self.calendar.today, by=self.admin)
        reply(self.crew)
        tell_what_became(self.crew, self.areas, self.clock, by=self.admin)
        hold_surveys(self.areas, today=self.calendar.today, by=self.admin)
        plan_asks(self.areas, today=self.calendar.today, by=self.admin)
        count_who_came(self.areas, today=self.calendar.today, by=self.admin)
        choices.choose(self.crew, self.community, self.areas, today=self.calendar.today)

    def hear_residents(self) -> None:
        """Do what residents and their panels do themselves."""
        Residents(self.crew, self.community, self.areas, self.album, self.clock).make_plans()
        signals = Signals(self.crew, self.community, self.areas, self.album, today=self.calendar.today)
        signals.hand_in(by=self.admin)
        form_groups(self.crew, self.areas, self.clock)
        Evenings(self.crew, self.community, self.areas, self.clock).hold()
        Recognising(self.crew, self.community, self.areas, self.clock, by=self.admin).tell()
        Neighbourly(self.crew, self.areas, self.clock, by=self.admin).tell()
        write_stewardship(self.community, self.areas, today=self.calendar.today, by=self.admin)

    def count_people(self, years: range) -> None:
        founding.count_people(
            self.areas,
            years,
            last_year=self.calendar.this_year,
            reform_year=self.calendar.reform_on.year,
            by=self.admin,
        )
