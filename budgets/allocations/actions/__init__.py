"""Every write on allocations, by what it is about; the step of other rooms stands here by its name."""

from budgets.allocations.actions.accounts import receive_account

__all__ = ["receive_account"]
