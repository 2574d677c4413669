"""Who may do what with vouchers. Who issued one, or asks to be paid, does not pay it."""

import rules

from areas.organisations.models import Function
from areas.roles.rules import holds, holds_anywhere
from budgets.vouchers.models import Redemption
from budgets.vouchers.queries import ISSUERS, OFFICIALS


@rules.predicate
def has_interest(person, obj=None) -> bool:
    """Is of the group or organisation that a voucher is for, or is who asks to be paid."""
    if obj is None:
        return False
    voucher = obj.voucher if isinstance(obj, Redemption) else obj
    if person.email in {voucher.email.lower(), getattr(obj, "email", "").lower()}:
        return True
    return Function.objects.filter(organisation=voucher.organisation_id or 0, person=person.pk).exists()


rules.add_perm("vouchers.see_vouchers", holds_anywhere(*OFFICIALS))
rules.add_perm("vouchers.see_voucher", holds(*OFFICIALS))
rules.add_perm("vouchers.issue_some", holds_anywhere(*ISSUERS))
rules.add_perm("vouchers.issue", holds(*ISSUERS))
# An invoice has the name and bank number of who delivered.
rules.add_perm("vouchers.see_invoice", holds(*ISSUERS))
rules.add_perm("vouchers.pay", holds("finance") & ~has_interest)
