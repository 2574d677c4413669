"""What rounds of questions hold of people: who wants to hear the result, who walks, and who works on it."""

from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, QuestionSet, Respondent, Response, Walker
from wijkportaal.foundation.privacy.registry import own, work

own(
    Respondent,
    address="email",
    label=_("vragenrondes waarvan u de uitkomst wilt horen"),
    shows=("name", "email", "told_at"),
    goes=True,
    fate=_("Wij vergeten uw adres. Wat u antwoordde blijft, zonder dat iemand weet van wie het was."),
)
own(
    Walker,
    address="email",
    label=_("looplijsten"),
    shows=("consultation", "email"),
    goes=True,
    fate=_("U staat niet meer bij de lopers. Wat u aan de deur noteerde blijft."),
)
work(QuestionSet, "edited_by")
work(Consultation, "edited_by")
work(Response, "entered_by")
