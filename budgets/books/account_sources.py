"""What a book tells of the account that its board gave to the members."""

from collections.abc import Collection

from django.urls import reverse

from budgets.books.models import AnnualAccount
from budgets.books.states import APPROVED, PUBLISHED, SENT
from participation.recognition.registry import GivenAccount, gives_account


@gives_account("books")
def approved_accounts(organisations: Collection[int]) -> list[GivenAccount]:
    """Return the accounts that the members approved and that did not go back since; one query."""
    found = AnnualAccount.objects.filter(
        book__organisation__in=organisations,
        state__in=(APPROVED, SENT, PUBLISHED),
        meeting_on__isnull=False,
    )
    return [
        GivenAccount(
            each.book.organisation_id,
            each.year,
            each.meeting_on,
            reverse("books:published", args=[each.book.area.slug, each.year])
            if each.state == PUBLISHED
            else "",
        )
        for each in found.select_related("book__area")
    ]
