"""The answers with which a book sends a receipt and a table."""

from django.http import FileResponse, Http404, HttpResponse

from budgets.books.models import Receipt
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.tables.writing import XLSX, write_csv, write_xlsx

PICTURE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def send_receipt(found: Receipt) -> HttpResponse:
    """Answer with a receipt. Its address is guarded, unlike that of pictures on public pages. Raises Http404."""
    if found.file:
        return send_file(found.file, is_public=False)
    if not found.picture:
        raise Http404
    try:
        content = found.picture.open()
    except OSError as error:
        raise Http404 from error
    answer = FileResponse(
        content, content_type=PICTURE_TYPES[found.picture.file.name.rsplit(".", 1)[-1]], filename="bon"
    )
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def send_table(kind: str, header, rows, *, name: str) -> HttpResponse:
    """Answer with rows as csv or xlsx, dead in any spreadsheet. Raises Http404 for another kind."""
    if kind == "xlsx":
        answer = HttpResponse(write_xlsx(header, rows, title="Kasboek"), content_type=XLSX)
    elif kind == "csv":
        answer = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
