"""What waits of money: rules, allocations, applications, objections and the books of boards."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.queries import accounts_to_settle
from budgets.allocations.queries import waiting_for as runs_for
from budgets.books.models import AnnualAccount, VillageRequest
from budgets.books.queries import books_visible_to, sent_accounts, treasurer_areas
from budgets.books.states import ASKED
from budgets.books.states import OPEN as OPEN_YEAR
from budgets.grants.queries import own
from budgets.grants.queries import waiting_for as applications_for
from budgets.objections.queries import visible_to as objections_for
from budgets.objections.states import RECEIVED
from budgets.staffels.queries import waiting_for as staffels_for
from wijkportaal.portal.home.waiting.lines import Line, some


def staffels(person) -> Iterator[Line]:
    for version in staffels_for(person):
        yield Line(_("Stel vast: %(name)s") % {"name": version}, version.get_absolute_url(), version.change)


def runs(person) -> Iterator[Line]:
    for run in runs_for(person):
        yield Line(_("Beslis over: %(name)s") % {"name": run}, run.get_absolute_url())
    for each in accounts_to_settle(person):
        if (
            not each.url
        ):  # one with a page of its own is settled there, and waits among the accounts of boards
            text = f"{each.allocation.name} {each.allocation.run.year}: {each.document}"
            yield Line(text, each.get_absolute_url())


def accounts(person) -> Iterator[Line]:
    for account in some(sent_accounts(person).filter(received_at=None)):
        text = _("Bekijk de jaarrekening van %(account)s") % {"account": account}
        yield Line(text, reverse("books:sent_account", args=[account.pk]), account.book.area.name)


def applications(person) -> Iterator[Line]:
    for application in some(applications_for(person)):
        text = f"{application.title} ({application.get_state_display()})"
        yield Line(text, application.get_absolute_url(), application.area.name, application.due_on)


def own_applications(person) -> Iterator[Line]:
    for application in some(own(person).filter(state__in=("incomplete", "running"))):
        if application.state == "incomplete":
            text = _("Vul uw aanvraag aan: %(title)s") % {"title": application.title}
            yield Line(text, application.get_absolute_url(), application.area.name)
        else:
            text = _("Verantwoord: %(title)s") % {"title": application.title}
            yield Line(
                text, application.get_absolute_url(), application.area.name, application.account_due_on
            )


def requests(person) -> Iterator[Line]:
    """What residents ask of the budget of the board on which somebody sits."""
    asked = VillageRequest.objects.filter(book__in=books_visible_to(person).values("pk"), state=ASKED)
    for each in some(asked.select_related("book__area").order_by("wanted_on", "pk")):
        text = _("Beslis over het verzoek: %(what)s") % {"what": each.what}
        url = reverse("books:request", args=[each.book.area.slug, each.pk])
        yield Line(text, url, each.book.area.name, each.wanted_on)


def years_to_close(person) -> Iterator[Line]:
    """The years that are over and of which a penningmeester has no account yet."""
    areas = treasurer_areas(person)
    years = AnnualAccount.objects.filter(
        book__area__in=areas, state=OPEN_YEAR, year__lt=timezone.localdate().year
    ).select_related("book__area")
    for account in some(years.order_by("year", "pk")) if areas else ():
        text = _("Maak de jaarrekening van %(year)d op") % {"year": account.year}
        url = reverse("books:account", args=[account.book.area.slug, account.year])
        yield Line(text, url, account.book.area.name)


def objections(person) -> Iterator[Line]:
    """The objections that wait for an answer of somebody who did not take the decision."""
    waiting = objections_for(person).filter(state=RECEIVED).exclude(decision__decided_by=person.pk)
    for objection in some(waiting):
        text = _("Beslis op het bezwaar: %(about)s") % {"about": objection.decision.subject}
        yield Line(text, objection.get_absolute_url(), objection.decision.area.name, objection.due_on)
