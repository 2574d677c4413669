"""Read a bank's statement (CAMT.053 of ISO 20022, versions .001.02 and .001.08) as a bank sends it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from wijkportaal.foundation.money.calculations import LARGEST, euros

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 24
MAX_LINES = 5_000
VERSIONS = ("camt.053.001.02", "camt.053.001.08")
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
NO_REFERENCE = {"", "NOTPROVIDED"}


class UnreadableStatement(Exception):
    """A file that is no statement we can read; the message says in Dutch why and what to do."""


@dataclass(frozen=True)
class StatementLine:
    """One movement on an account: euros (below zero is paid out), what it says and who is at the other side."""

    reference: str
    on: date
    amount: Decimal
    end_to_end: str = ""
    structured: str = ""
    text: str = ""
    party_name: str = ""
    party_iban: str = ""


@dataclass(frozen=True)
class Statement:
    """One statement of one account; `pending` counts the movements that the bank has not booked yet."""

    account: str
    number: str
    lines: list[StatementLine] = field(default_factory=list)
    pending: int = 0


def read_statements(upload) -> list[Statement]:
    """Read an open binary file. Raises UnreadableStatement."""
    document = _document(_bytes_of(upload))
    statements = [_statement(node) for node in document.iterfind("BkToCstmrStmt/Stmt")]
    if not statements:
        raise UnreadableStatement(_("In dit bestand staat geen enkel afschrift."))
    if sum(len(each.lines) for each in statements) > MAX_LINES:
        raise UnreadableStatement(
            _("Dit bestand heeft meer dan %(number)d regels. Vraag de bank om een kortere periode.")
            % {"number": MAX_LINES}
        )
    return statements


def _bytes_of(upload) -> bytes:
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableStatement(_("Dit bestand is te groot. Een afschrift mag hoogstens 10 MB zijn."))
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise UnreadableStatement(_("Dit bestand is leeg."))
    if start.startswith(b"PK\x03\x04"):
        raise UnreadableStatement(
            _("Dit is een zip-bestand. Pak het uit en kies de xml-bestanden die erin zitten één voor één.")
        )
    if re.match(rb"(\{1:|:20:|0000 )", start):
        raise UnreadableStatement(
            _("Dit is een afschrift in de oude vorm MT940. Download het bij de bank als CAMT.053.")
        )
    return data


def _document(data: bytes) -> Element:
    """Parse without entities or external files, no deeper than a statement is; tags lose their namespace."""
    depth, root = 0, None
    try:
        for event, node in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                node.tag = node.tag.rpartition("}")[2]
                continue
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableStatement(_("Dit bestand is geen afschrift: het is te diep genest."))
            if root is None:
                root = node
                _check_kind(node.tag)
    except DefusedXmlException as error:
        raise UnreadableStatement(
            _("Dit bestand bevat verwijzingen die om veiligheid niet mogen (DTD of entiteiten).")
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableStatement(
            _("Dit bestand is geen xml, of het is beschadigd. Download het opnieuw bij de bank.")
        ) from error
    return root


def _check_kind(tag: str) -> None:
    namespace, _sign, name = tag.removeprefix("{").rpartition("}")
    kind = namespace.removeprefix(NAMESPACE)
    if kind in VERSIONS and name == "Document":
        return
    if kind.startswith("camt.053"):
        message = _("Dit is %(kind)s. Het portaal leest de versies camt.053.001.02 en camt.053.001.08.")
    elif kind.startswith("camt."):
        message = _("Dit is %(kind)s en geen afschrift van een hele dag. Kies bij de bank CAMT.053.")
    else:
        message = _("Dit xml-bestand is geen afschrift van een bank. Kies een CAMT.053-bestand.")
    raise UnreadableStatement(message % {"kind": kind[:30]})


def _statement(node: Element) -> Statement:
    number = _text(node, "Id")
    account = re.sub(r"\s", "", _text(node, "Acct/Id/IBAN") or _text(node, "Acct/Id/Othr/Id"))
    if not number or not account:
        raise UnreadableStatement(_("In dit bestand staat een afschrift zonder nummer of zonder rekening."))
    lines, pending, total = [], 0, Decimal(0)
    for place, entry in enumerate(node.iterfind("Ntry"), start=1):
        if (_text(entry, "Sts/Cd") or _text(entry, "Sts")) != "BOOK":
            pending += 1
            continue
        found = list(_lines(entry, place, number))
        total += sum(line.amount for line in found)
        lines += [line for line in found if line.amount]
    _check_balances(node, number, total)
    _check_references(lines, number)
    return Statement(account[:34], number[:70], lines, pending)


def _lines(entry: Element, place: int, number: str) -> Iterator[StatementLine]:
    """Yield a line per transaction where the bank tells them apart with amounts that add up, else one."""
    where = _("Afschrift %(number)s, regel %(place)d") % {"number": number, "place": place}
    amount = _amount(entry, where)
    reference = _text(entry, "NtryRef") or _text(entry, "AcctSvcrRef") or str(place)
    on = _day(entry, where)
    transactions = entry.findall("NtryDtls/TxDtls")
    sign = -1 if amount < 0 else 1
    if len(transactions) > 1:
        parts = [_part(each) for each in transactions]
        if None not in parts and sum(parts) == abs(amount):
            for index, (each, part) in enumerate(zip(transactions, parts, strict=True), start=1):
                yield _line(each, entry, f"{reference}/{index}", on, sign * part, incoming=amount > 0)
            return
    first = transactions[0] if transactions else entry
    yield _line(first, entry, reference, on, amount, incoming=amount > 0)


def _line(
    node: Element, entry: Element, reference: str, on: date, amount: Decimal, *, incoming
) -> StatementLine:
    side = "Dbtr" if incoming else "Cdtr"
    end_to_end = _text(node, "Refs/EndToEndId")
    structured = [_said(each) for each in node.iterfind("RmtInf/Strd/CdtrRefInf/Ref")]
    texts = [_said(each) for each in node.iterfind("RmtInf/Ustrd")] or [_text(entry, "AddtlNtryInf")]
    return StatementLine(
        reference=reference[:80],
        on=on,
        amount=amount,
        end_to_end="" if end_to_end.upper() in NO_REFERENCE else end_to_end[:70],
        structured=" ".join(filter(None, structured))[:140],
        text=" ".join(filter(None, texts))[:1000],
        # Version 08 puts the party one step deeper.
        party_name=(_text(node, f"RltdPties/{side}/Pty/Nm") or _text(node, f"RltdPties/{side}/Nm"))[:140],
        party_iban=re.sub(r"\s", "", _text(node, f"RltdPties/{side}Acct/Id/IBAN"))[:34],
    )


def _part(node: Element) -> Decimal | None:
    """The euros of one transaction within an entry; version 02 has them in the details, 08 beside them."""
    found = node.find("Amt")
    if found is None:
        found = node.find("AmtDtls/TxAmt/Amt")
    if found is None or found.get("Ccy", "EUR") != "EUR":
        return None
    return _euros(_said(found))


def _amount(node: Element, where: str) -> Decimal:
    found = node.find("Amt")
    if found is None:
        raise UnreadableStatement(_("%(where)s: er staat geen bedrag.") % {"where": where})
    if found.get("Ccy", "EUR") != "EUR":
        raise UnreadableStatement(
            _("%(where)s: het bedrag is in %(currency)s. Het portaal boekt alleen euro's.")
            % {"where": where, "currency": found.get("Ccy", "")[:5]}
        )
    amount = _euros(_said(found))
    if amount is None:
        raise UnreadableStatement(_("%(where)s: het bedrag is niet te lezen.") % {"where": where})
    return amount * _sign(node, where)


def _euros(text: str) -> Decimal | None:
    try:
        amount = Decimal(text) if re.fullmatch(r"\d{1,15}(\.\d{1,5})?", text, re.ASCII) else None
    except InvalidOperation:
        return None
    if amount is None or amount > LARGEST or amount != amount.quantize(Decimal("0.01")):
        return None
    return amount.quantize(Decimal("0.01"))


def _sign(node: Element, where: str) -> int:
    signs = {"CRDT": 1, "DBIT": -1}
    told = _text(node, "CdtDbtInd")
    if told not in signs:
        raise UnreadableStatement(_("%(where)s: er staat niet of het bij of af is.") % {"where": where})
    return signs[told]


def _day(node: Element, where: str) -> date:
    told = next(
        (
            found
            for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
            if (found := _text(node, path))
        ),
        "",
    )
    try:
        return date.fromisoformat(told[:10])
    except ValueError as error:
        raise UnreadableStatement(_("%(where)s: de datum is niet te lezen.") % {"where": where}) from error


def _check_balances(node: Element, number: str, total: Decimal) -> None:
    """Refuse a statement of which lines are missing: opening and lines must add up to closing."""
    balances = {}
    for balance in node.iterfind("Bal"):
        kind = _text(balance, "Tp/CdOrPrtry/Cd")
        where = _("Afschrift %(number)s, saldo") % {"number": number}
        balances[kind] = _amount(balance, where)
    opening = balances.get("OPBD", balances.get("PRCD"))
    closing = balances.get("CLBD")
    if opening is not None and closing is not None and opening + total != closing:
        raise UnreadableStatement(
            _(
                "Afschrift %(number)s klopt niet: beginsaldo en regels samen zijn %(found)s, maar het eindsaldo is "
                "%(closing)s. Download het opnieuw bij de bank."
            )
            % {"number": number, "found": euros(opening + total), "closing": euros(closing)}
        )


def _check_references(lines: list[StatementLine], number: str) -> None:
    seen = set()
    for line in lines:
        if line.reference in seen:
            raise UnreadableStatement(
                _("Afschrift %(number)s heeft twee regels met hetzelfde kenmerk %(reference)s.")
                % {"number": number, "reference": line.reference}
            )
        seen.add(line.reference)


def _text(node: Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else _said(found)


def _said(node: Element) -> str:
    """Return a text in one line, without signs that no screen shows and PostgreSQL cannot keep."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", node.text or "").split())
