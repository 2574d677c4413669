"""The tables of allocations, by what they are about."""

from budgets.allocations.models.allocations import Allocation
from budgets.allocations.models.runs import Run, RunPurpose, purpose_faults
from budgets.allocations.models.settlements import AccountSettlement, Remainder

__all__ = [
    "AccountSettlement",
    "Allocation",
    "Remainder",
    "Run",
    "RunPurpose",
    "purpose_faults",
]
