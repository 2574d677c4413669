"""Sources, goals and amounts of money, made up."""

import itertools
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.flows.models import FlowGoal, FlowSource, FlowYear, MoneyFlow
from wijkportaal.foundation.tables.writing import write_xlsx

_number = itertools.count(1)


def goal(name: str = "", **values) -> FlowGoal:
    return FlowGoal.objects.create(name=name or f"Doel {next(_number)}", **values)


def source(name: str = "", kind: str = "housing", **values) -> FlowSource:
    return FlowSource.objects.create(name=name or f"Bron {next(_number)}", kind=kind, **values)


def flow(area, amount="1000.00", *, year=2026, **values) -> MoneyFlow:
    """Keep an amount of a source for a goal, both new unless they are given."""
    values = {"certainty": "budgeted", "evidence": "begroting"} | values
    values.setdefault("source", None)
    values.setdefault("goal", None)
    values["source"] = values["source"] or source()
    values["goal"] = values["goal"] or goal()
    return MoneyFlow.objects.create(area=area, year=year, amount=Decimal(amount), **values)


def published(year: int) -> FlowYear:
    return FlowYear.objects.create(year=year, state="published")


def workbook(header, *rows) -> SimpleUploadedFile:
    """Write a sheet as somebody sends it."""
    return SimpleUploadedFile("stromen.xlsx", BytesIO(write_xlsx(header, rows)).read())
