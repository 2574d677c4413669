"""What taakgroepen clear away."""

from django.utils.translation import gettext_lazy as _

from participation.taskgroups.actions import forget_invitations, invitations_past
from participation.taskgroups.states import INVITED_FOR
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    INVITED_FOR,
    name="taskgroups.invitations",
    label=_("uitnodigingen voor een taakgroep"),
    text=_("Het adres van wie is gevraagd om mee te doen en niet antwoordde."),
    due=invitations_past,
)(forget_invitations)
