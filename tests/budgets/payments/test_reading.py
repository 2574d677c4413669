import io
from datetime import date
from decimal import Decimal

import pytest

from budgets.payments import reading
from budgets.payments.reading import Statement, StatementLine, UnreadableStatement, read_statements
from tests.budgets.payments.making import OWN, PERSON, PERSON_IBAN, Row, camt

ROWS = (
    Row("-250.00", text="Buurtfeest", end_to_end="WP-2026-0001", reference="A1"),
    Row("80.5", structured="RF18539007547034"),
    Row("-1.00", status="PDNG"),
)


@pytest.mark.parametrize("version", ["02", "08"])
def test_both_versions_are_read_the_same(version):
    expected = [
        StatementLine(
            reference="A1",
            on=date(2026, 3, 12),
            amount=Decimal("-250.00"),
            end_to_end="WP-2026-0001",
            text="Buurtfeest",
            party_name=PERSON,
            party_iban=PERSON_IBAN,
        ),
        StatementLine(
            reference="2",
            on=date(2026, 3, 12),
            amount=Decimal("80.50"),
            structured="RF18539007547034",
            party_name=PERSON,
            party_iban=PERSON_IBAN,
        ),
    ]
    assert read_statements(io.BytesIO(camt(*ROWS, version=version))) == [
        Statement(OWN, "2026-71", expected, pending=1)
    ]


def test_a_batch_is_told_apart_when_its_parts_add_up():
    part = '<TxDtls><Refs><EndToEndId>{0}</EndToEndId></Refs><Amt Ccy="EUR">{1}</Amt></TxDtls>'
    content = camt(Row("-30.00", reference="B"), version="08").decode()
    start, end = content.index("<TxDtls>"), content.index("</NtryDtls>")

    def lines(*amounts):
        parts = "".join(part.format(f"KENMERK{n}", amount) for n, amount in enumerate(amounts))
        found = read_statements(io.BytesIO((content[:start] + parts + content[end:]).encode()))[0].lines
        return [(line.reference, line.amount, line.end_to_end) for line in found]

    assert lines("10.00", "20.00") == [
        ("B/1", Decimal("-10.00"), "KENMERK0"),
        ("B/2", Decimal("-20.00"), "KENMERK1"),
    ]
    assert lines("10.00", "19.00") == [("B", Decimal("-30.00"), "KENMERK0")]


def deep() -> bytes:
    return camt().replace(b"<GrpHdr>", b"<GrpHdr>" + b"<a>" * 30 + b"</a>" * 30)


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document>&a;</Document>'
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04rest", "zip-bestand"),
        (b"\n:20:940S\n:25:NL", "MT940"),
        (b"<Document", "beschadigd"),
        (b"\x89PNG\r\n", "geen xml"),
        (b"<html></html>", "geen afschrift van een bank"),
        (BOMB, "DTD of entiteiten"),
        (OUTSIDE, "DTD of entiteiten"),
        (deep(), "te diep"),
        (camt(version="13"), "leest de versies"),
        (camt().replace(b"camt.053.001.02", b"camt.054.001.02"), "Kies bij de bank CAMT.053"),
        (camt().replace(b"<Stmt>", b"<Rpt>").replace(b"</Stmt>", b"</Rpt>"), "geen enkel afschrift"),
        (camt(Row("-5.00"), closing="96.00"), "het eindsaldo is"),
        (camt(Row("5.00", currency="USD")), "in USD"),
        (camt(Row("5.00", day="2026-13-40")), "de datum is niet te lezen"),
        (camt(Row("5.00", reference="X"), Row("6.00", reference="X")), "hetzelfde kenmerk X"),
        (camt(Row("5.00")).replace(b">5.00<", b">5,00<"), "het bedrag is niet te lezen"),
        (camt(Row("5.00")).replace(b">5.00<", b">5.001<"), "het bedrag is niet te lezen"),
        (camt(Row("5.00")).replace(b"CRDT", b"PLUS"), "bij of af"),
        (camt().replace(OWN.encode(), b""), "zonder rekening"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content, message):
    with pytest.raises(UnreadableStatement, match=message):
        read_statements(io.BytesIO(content))


def test_a_file_has_limits(monkeypatch):
    monkeypatch.setattr(reading, "MAX_LINES", 1)
    with pytest.raises(UnreadableStatement, match="meer dan 1 regels"):
        read_statements(io.BytesIO(camt(*ROWS)))
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    with pytest.raises(UnreadableStatement, match="te groot"):
        read_statements(io.BytesIO(camt()))
