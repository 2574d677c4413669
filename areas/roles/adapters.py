from areas.roles.queries import is_staff_member
from wijkportaal.foundation.people.adapters import MFAAdapter
from wijkportaal.foundation.people.queries import SECOND_FACTORS, second_factors_of


class StaffMFAAdapter(MFAAdapter):
    """The second step of signing in, which staff cannot switch off."""

    def can_delete_authenticator(self, authenticator) -> bool:
        if authenticator.type not in SECOND_FACTORS or not is_staff_member(authenticator.user):
            return True
        return second_factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()
