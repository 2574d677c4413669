import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from budgets.books import actions
from budgets.books.models import AnnualAccount, Book, Movement, Receipt, VillageRequest
from budgets.books.queries import audit_token
from budgets.books.tasks import make_document
from tests.factories.books import LAST_YEAR, add_line, make_book, treasurer_of
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SECRET = "Geheime Harm"


def photo(name="bon.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "#ffffff").save(out, "JPEG", exif=b"Exif\x00\x00geheim")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def door(name, book, *more):
    return reverse(f"books:{name}", args=[book.area.slug, *more])


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(client, treasurer):
    client.force_login(treasurer)
    return client


def typed(book, **change) -> dict:
    bank = book.purses.first()
    return {
        "key": str(uuid.uuid4()),
        "amount": "148,75",
        "on": TODAY.isoformat(),
        "purpose": "Verf voor de speeltuin",
        "category": book.categories.get(name="Activiteiten").pk,
        "purse": bank.pk,
        "party": SECRET,
    } | change


def test_a_book_is_set_up_in_three_steps(keeper, area, treasurer):
    assert keeper.get(reverse("books:index")).url == reverse("books:book", args=["fjildum"])
    empty = keeper.get(reverse("books:book", args=["fjildum"]))
    assert "Kasboek beginnen" in text_of(empty)
    start = reverse("books:start", args=["fjildum"])
    wrong = keeper.post(start, {"year": LAST_YEAR, "bank": "duizend", "savings": "", "cash": ""})
    assert wrong.status_code == 422
    assert 'value="duizend"' in text_of(wrong)
    nothing = keeper.post(start, {"year": LAST_YEAR, "bank": "", "savings": "", "cash": ""})
    assert "ten minste één saldo" in text_of(nothing)
    keeper.post(start, {"year": LAST_YEAR, "bank": "1.398,80", "savings": "", "cash": "0"})
    assert "Waar komt uw geld vandaan?" in text_of(
        keeper.get(reverse("books:book", args=["fjildum"]), follow=True)
    )
    keeper.post(start, {"income": "Bijdrage\n\nBijdrage \nGiften", "spending": "Feest"})
    book = Book.objects.get()
    amounts = {f"post-{each.pk}": "" for each in book.categories.all()}
    gifts = book.categories.get(name="Giften")
    done = keeper.post(start, amounts | {f"post-{gifts.pk}": "75"}, follow=True)
    assert "Uw kasboek staat klaar" in text_of(done)
    assert [(each.kind, each.name) for each in book.purses.all()] == [
        ("bank", "Betaalrekening"),
        ("cash", "Contant geld"),
    ]
    assert list(book.categories.values_list("name", flat=True)) == ["Bijdrage", "Feest", "Giften"]
    assert keeper.get(start).url == reverse("books:book", args=["fjildum"])


def test_spending_is_booked_with_its_photo_which_only_the_board_can_open(keeper, book, client):
    address = door("new", book, "uitgave")
    answer = keeper.post(address, typed(book) | {"picture": photo()})
    assert answer.url == book.get_absolute_url()
    line = Movement.objects.get(kind="spending")
    assert (line.amount, line.party, line.account.year) == (Decimal("-148.75"), SECRET, TODAY.year)
    receipt = line.receipts.get()
    sent = keeper.get(reverse("books:receipt", args=[receipt.pk]))
    content = b"".join(sent.streaming_content)
    assert (sent["Cache-Control"], b"geheim" in content) == ("private, no-store", False)
    page = text_of(keeper.get(line.get_absolute_url()))
    assert receipt.picture.file.name.rsplit("/", 1)[-1].split(".")[0] not in page
    for stranger in (treasurer_of(AreaFactory()), person_with("finance")):
        client.force_login(stranger)
        assert client.get(reverse("books:receipt", args=[receipt.pk])).status_code == 404
        assert client.get(line.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": "0"}, "minstens"),
        ({"amount": "-5"}, "minstens"),
        ({"amount": "1,005"}, "twee cijfers"),
        ({"amount": "99999999999"}, "hooguit"),
        ({"on": (TODAY + timedelta(days=1)).isoformat()}, "moet nog komen"),
        ({"on": f"{LAST_YEAR - 1}-05-01"}, "begint in"),
        ({"category": ""}, "verplicht"),
        ({"picture": SimpleUploadedFile("bon.jpg", b"geen foto")}, "geen foto die"),
        ({"file": SimpleUploadedFile("bon.pdf", b"geen pdf")}, "geen pdf"),
    ],
)
def test_what_cannot_be_booked_is_said_and_what_was_typed_stays(keeper, book, change, words):
    answer = keeper.post(door("new", book, "uitgave"), typed(book, **change))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Verf voor de speeltuin" in text_of(answer)
    assert not Movement.objects.filter(kind="spending").exists()


def test_the_home_page_says_what_there_is_and_what_must_be_done_first(keeper, book, treasurer):
    add_line(book, "-100", on=TODAY, by=treasurer)
    actions.start_reserve(book, goal="Dak", target=None, by_year=None, amount=Decimal(500), by=treasurer)
    page = text_of(keeper.get(book.get_absolute_url()))
    for words in ("€\u00a01.298,80", "€\u00a0500", "€\u00a0798,80", "1 uitgave mist een bon"):
        assert words in page
    missing = text_of(keeper.get(door("movements", book) + "?receipt=nee"))
    assert "Zomerfeest" in missing
    line = Movement.objects.get(kind="spending")
    wrong = keeper.post(door("add_receipt", book, TODAY.year, line.number), {})
    assert "schrijf waarom er geen bon is" in text_of(wrong)
    keeper.post(door("add_receipt", book, TODAY.year, line.number), {"note": "Staat op het afschrift"})
    assert "1 uitgave mist een bon" not in text_of(keeper.get(book.get_absolute_url()))
    keeper.post(reverse("books:remove_receipt", args=[Receipt.objects.get().pk]))
    keeper.post(door("counter", book, TODAY.year, line.number), {"reason": "Dubbel"})
    assert "mist een bon" not in text_of(keeper.get(book.get_absolute_url()))


def test_the_board_reads_and_only_the_penningmeester_writes(client, book):
    client.force_login(person_with("board_member", book.area))
    add_line(book, "-100", on=TODAY)
    for name in ("book", "movements", "reserves", "requests"):
        assert client.get(door(name, book)).status_code == 200
    assert client.get(door("account", book, LAST_YEAR)).status_code == 200
    assert client.get(door("new", book, "uitgave")).status_code == 403
    assert client.post(door("reserves", book), {"goal": "Dak"}).status_code == 200
    assert client.post(door("budget", book, TODAY.year), {}).status_code == 200
    assert client.post(door("step", book, LAST_YEAR), {"step": "draw_up"}).status_code == 302
    assert (book.reserves.count(), AnnualAccount.objects.get(year=LAST_YEAR).state) == (0, "open")


def test_a_villager_asks_and_the_board_answers_with_a_reason(client, book, treasurer):
    ask = door("ask", book)
    form = {
        "what": "Barbecue",
        "amount": "175",
        "wanted_on": (TODAY + timedelta(days=9)).isoformat(),
        "explanation": "",
        "name": SECRET,
        "email": "harm@dorp.example",
    }
    wrong = client.post(ask, form | {"wanted_on": "2001-01-01"})
    assert (wrong.status_code, "dag die nog komt" in text_of(wrong)) == (422, True)
    assert client.post(ask, form).url == door("asked", book)
    client.force_login(treasurer)
    found = VillageRequest.objects.get()
    empty = client.post(found.get_absolute_url(), {"step": "grant", "amount": "", "reason": "Leuk"})
    assert "Vul het bedrag in" in text_of(empty)
    client.post(found.get_absolute_url(), {"step": "grant", "amount": "150", "reason": "Leuk"})
    assert "1 toegezegd verzoek" in text_of(client.get(book.get_absolute_url()))
    begun = text_of(client.get(door("new", book, "uitgave") + f"?verzoek={found.pk}"))
    assert 'value="150"' in begun
    assert client.get(reverse("books:ask", args=[AreaFactory(slug="leeg").slug])).status_code == 404


@pytest.fixture
def published(book, treasurer):
    """The account of last year, published; its lines have a private name and a live cell."""
    add_line(book, "4128.80", by=treasurer, purpose="\t=1+1")
    line = add_line(book, "-2416.36", by=treasurer)
    actions.add_receipt(line, note="zie afschrift", by=treasurer)
    account = actions.draw_up(book.accounts.get(year=LAST_YEAR), by=treasurer)
    for number in (1, 2):
        auditor = actions.invite_auditor(
            account, name=f"Stille Kees {number}", email=f"kees{number}@dorp.example", by=treasurer
        )
        account = actions.sign_account(auditor, agrees=True)
    account = actions.approve_account(account, meeting_on=TODAY, by=treasurer)
    actions.send_account(account, by=treasurer)
    return actions.publish_account(account, by=treasurer)


def test_a_published_account_shows_the_sum_and_no_name(client, published, tmp_path):
    job = Job.objects.filter(kind="books.make_document").last()
    make_document(_Work(), **job.arguments)
    address = [published.area.slug, LAST_YEAR]
    page = text_of(client.get(reverse("books:published", args=address)))
    for words in ("€\u00a01.398,80", "€\u00a04.128,80", "€\u00a02.416,36", "€\u00a03.111,24"):
        assert words in page
    csv = client.get(reverse("books:download", args=[*address, "csv"])).content.decode()
    assert ";'\t=1+1;" in csv or ';"\'\t=1+1";' in csv
    book = load_workbook(io.BytesIO(client.get(reverse("books:download", args=[*address, "xlsx"])).content))
    assert all(cell.data_type != "f" for row in book.active for cell in row)
    pdf = b"".join(client.get(reverse("books:download", args=[*address, "pdf"])).streaming_content)
    path = tmp_path / "account.pdf"
    path.write_bytes(pdf)
    assert_pdf_ua(path)
    area = text_of(client.get(published.area.get_absolute_url()))
    assert "Lees de jaarrekening" in area
    for text in (page, csv, area):
        assert "Harm" not in text
        assert "Kees" not in text
    assert client.get(reverse("books:download", args=[*address, "exe"])).status_code == 404


class _Work:
    """Stands in for a job that is being done."""

    def finishing(self):
        from django.db import transaction

        return transaction.atomic()


def test_the_gemeente_sees_what_was_sent_and_nothing_else(client, published, area):
    other = make_book(AreaFactory(parent=area.parent, name="Sanwier"))
    finance = person_with("finance")
    client.force_login(finance)
    listed = text_of(client.get(reverse("books:sent")))
    assert ("Fjildum" in listed, "Sanwier" in listed) == (True, False)
    page = client.get(reverse("books:sent_account", args=[published.pk]))
    assert "€\u00a03.111,24" in text_of(page)
    assert SECRET not in text_of(page)
    hidden = other.accounts.get(year=LAST_YEAR)
    assert client.get(reverse("books:sent_account", args=[hidden.pk])).status_code == 404
    assert client.get(reverse("books:book", args=["fjildum"])).status_code == 404
    assert "Bekijk de jaarrekening van" in text_of(client.get(reverse("portal:workspace")))
    client.post(reverse("books:receive", args=[published.pk]))
    assert AnnualAccount.objects.get(pk=published.pk).received_by == finance
    empty = client.post(reverse("books:hand_back", args=[published.pk]), {"reason": ""})
    assert empty.status_code == 422
    client.post(reverse("books:hand_back", args=[published.pk]), {"reason": "Bon 2 ontbreekt"})
    assert client.get(reverse("books:published", args=["fjildum", LAST_YEAR])).status_code == 404
    assert client.get(reverse("books:sent_account", args=[published.pk])).status_code == 404


def test_the_link_of_the_kascommissie_opens_one_year_while_it_waits(client, book, treasurer):
    line = add_line(book, "-10", by=treasurer, on=date(LAST_YEAR, 5, 1))
    actions.add_receipt(line, note="kwijt", by=treasurer)
    later = add_line(book, "-20", on=TODAY, by=treasurer, purpose="Van dit jaar")
    actions.add_receipt(later, note="nieuw", by=treasurer)
    account = book.accounts.get(year=LAST_YEAR)
    auditor = actions.invite_auditor(account, name="Anna", email="anna@dorp.example", by=treasurer)
    address = reverse("books:audit", args=[audit_token(auditor)])
    assert client.get(address).status_code == 410
    actions.draw_up(account, by=treasurer)
    page = text_of(client.get(address))
    assert (SECRET in page, "Van dit jaar" in page) == (True, False)
    for receipt in (line.receipts.get(), later.receipts.get()):
        opened = reverse("books:audit_receipt", args=[audit_token(auditor), receipt.pk])
        assert client.get(opened).status_code == 404
    wrong = client.post(address, {"agrees": "nee", "remark": ""})
    assert (wrong.status_code, "wat er niet klopt" in text_of(wrong)) == (422, True)
    assert "Bedankt" in text_of(client.post(address, {"agrees": "nee", "remark": "Bon mist"}))
    assert client.get(address).status_code == 410


def test_pages_ask_the_same_number_of_queries_for_one_line_and_for_thirty(
    keeper, book, treasurer, django_assert_num_queries
):
    counted = {"book": 22, "movements": 8, "account": 21, "requests": 8, "reserves": 13}

    def fill(rows):
        for number in range(rows):
            line = add_line(book, "-1", by=treasurer, on=date(LAST_YEAR, 4, 1))
            actions.add_receipt(line, note="kwijt", by=treasurer)
            actions.start_reserve(
                book,
                goal=f"Doel {rows} {number}",
                target=Decimal(9),
                by_year=None,
                amount=Decimal(1),
                by=treasurer,
            )
            actions.ask_board(
                book, what="Feest", amount=Decimal(5), wanted_on=TODAY, name="Harm", email="harm@dorp.example"
            )

    for rows in (1, 29):
        fill(rows)
        for name, number in counted.items():
            more = [LAST_YEAR] if name == "account" else []
            with django_assert_num_queries(number):
                keeper.get(door(name, book, *more))
