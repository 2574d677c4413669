from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from budgets.books.actions import keep_document
from budgets.books.actions.accounts import DOCUMENT_JOB
from budgets.books.documents import account_pdf
from budgets.books.models import AnnualAccount
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import check_pdf
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import JobFailed, handles


@handles(DOCUMENT_JOB)
def make_document(work: Work, *, account: int) -> None:
    """Make the PDF of a yearly account as it stands and keep it with the account."""
    found = (
        AnnualAccount.objects.select_related("book__area", "book__organisation").filter(pk=account).first()
    )
    if found is None:
        raise JobFailed(_("Deze jaarrekening is er niet meer."))
    name = f"jaarrekening-{slugify(found.book.name)}-{found.year}.pdf"
    checked = check_pdf(SimpleUploadedFile(name, account_pdf(found).content))
    with work.finishing():
        keep_document(found, store_file(checked, by=None))
