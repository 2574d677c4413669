"""What the penningmeester still has to do, most pressing first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.books.models import AnnualAccount, Book, BudgetLine, Purse
from budgets.books.queries.books import counts_of
from budgets.books.queries.contributions import contributions_of
from budgets.books.states import APPROVED, AUDITED, AUDITORS_NEEDED, CASH, DRAWN_UP, OPEN, PUBLISHED, SENT
from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why, and the button that begins it."""

    title: str
    text: str
    url: str
    button: str
    icon: str


def work_of(book: Book, purses: list[Purse]) -> list[Task]:
    """Return what waits in a book; six queries, eight when the gemeente granted something."""
    slug, counts = book.area.slug, counts_of(book)
    found = [_below_zero(purse, slug) for purse in purses if purse.kind == CASH and purse.balance < 0]
    if number := counts["asked"]:
        found.append(
            Task(
                ngettext(
                    "%(number)d verzoek wacht op antwoord", "%(number)d verzoeken wachten op antwoord", number
                )
                % {"number": number},
                _("Een bewoner vraagt geld aan het bestuur."),
                reverse("books:requests", args=[slug]),
                _("Verzoeken bekijken"),
                "message",
            )
        )
    if number := counts["receipts"]:
        found.append(
            Task(
                ngettext("%(number)d uitgave mist een bon", "%(number)d uitgaven missen een bon", number)
                % {"number": number},
                _("Maak een foto van de bon, of schrijf waarom er geen is."),
                reverse("books:movements", args=[slug]) + "?receipt=nee",
                _("Bonnen toevoegen"),
                "camera",
            )
        )
    found += _account_work(book)
    year = timezone.localdate().year
    if not BudgetLine.objects.filter(category__book=book, year=year).exists():
        found.append(
            Task(
                _("Er is nog geen begroting voor %(year)d") % {"year": year},
                _("Vul in wat u dit jaar verwacht. Dan ziet u of u op koers ligt."),
                reverse("books:budget", args=[slug, year]),
                _("Begroting maken"),
                "list-details",
            )
        )
    found += [
        Task(
            _("De gemeente kende %(amount)s toe") % {"amount": euros(each.amount)},
            _("Is het geld binnen (%(name)s)? Boek dan de ontvangst.") % {"name": each.name},
            reverse("books:new", args=[slug, "ontvangst"]) + f"?toekenning={each.allocation.pk}",
            _("Ontvangst boeken"),
            "coins",
        )
        for each in contributions_of(book, year)
        if each.expected
    ]
    if number := counts["granted"]:
        found.append(
            Task(
                ngettext(
                    "%(number)d toegezegd verzoek is nog niet betaald",
                    "%(number)d toegezegde verzoeken zijn nog niet betaald",
                    number,
                )
                % {"number": number},
                _("Boek de uitgave als u hebt betaald."),
                reverse("books:requests", args=[slug]),
                _("Toezeggingen bekijken"),
                "coins",
            )
        )
    return found


def _below_zero(purse: Purse, slug: str) -> Task:
    return Task(
        _("%(purse)s staat onder nul") % {"purse": purse.name},
        _("Er staat %(balance)s. Dat kan niet: er mist een ontvangst, of een bedrag klopt niet.")
        % {"balance": euros(purse.balance)},
        reverse("books:movements", args=[slug]),
        _("Regels nakijken"),
        "alert-triangle",
    )


def _account_work(book: Book) -> list[Task]:
    """Return the next step of the oldest year that is over and not done yet, when it is the board's turn."""
    past = book.accounts.filter(year__lt=timezone.localdate().year).exclude(state=PUBLISHED)
    account = past.prefetch_related("auditors").order_by("year").first()
    if account is None:
        return []
    said = _said_of(account)
    if said is None:
        return []
    title, text = said
    return [
        Task(
            title % {"year": account.year},
            text,
            reverse("books:account", args=[book.area.slug, account.year]),
            _("Naar de jaarrekening"),
            "file-text",
        )
    ]


def _said_of(account: AnnualAccount) -> tuple[str, str] | None:
    if account.state == DRAWN_UP and len(account.auditors.all()) >= AUDITORS_NEEDED:
        return None
    return {
        OPEN: (
            _("Maak de jaarrekening van %(year)d op"),
            _("Het jaar is voorbij. Kijk na of alles erin staat."),
        ),
        DRAWN_UP: (
            _("Vraag de kascommissie voor %(year)d"),
            _("Twee leden kijken de jaarrekening na. Zij krijgen een link per e-mail."),
        ),
        AUDITED: (
            _("Leg de jaarrekening van %(year)d voor aan de leden"),
            _("De kascommissie is akkoord. Noteer daarna de datum van de ledenvergadering."),
        ),
        APPROVED: (_("Verzend de jaarrekening van %(year)d"), _("De leden zijn akkoord. Het kost één klik.")),
        SENT: (
            _("Publiceer de jaarrekening van %(year)d"),
            _("Dan leest het dorp wat er met het geld is gedaan, zonder namen."),
        ),
    }[account.state]
