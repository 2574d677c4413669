"""What rounds of questions clear away (docs/adr/0128)."""

from django.utils.translation import gettext_lazy as _

from participation.consultations.actions.telling import (
    forget_people,
    forget_untold,
    forget_words,
    people_past,
    untold_past,
    words_past,
)
from participation.consultations.states import KEEP_PEOPLE, KEEP_UNTOLD, KEEP_WORDS
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_PEOPLE,
    name="consultations.people",
    label=_("wie meedeed aan een vragenronde"),
    text=_(
        "E-mailadressen, en aan welke deur wat gebeurde, nadat de uitkomst is verteld. De aantallen blijven."
    ),
    due=people_past,
)(forget_people)
cleared_after(
    KEEP_UNTOLD,
    name="consultations.untold",
    label=_("wie meedeed aan een vragenronde zonder uitkomst"),
    text=_("Hetzelfde, na de laatste dag van een ronde waarvan niemand de uitkomst vertelde."),
    due=untold_past,
)(forget_untold)
cleared_after(
    KEEP_WORDS,
    name="consultations.words",
    label=_("wat mensen zeiden in een vragenronde"),
    text=_("De eigen woorden, na de laatste dag. De wensen in het kort en de antwoorden daarop blijven."),
    due=words_past,
)(forget_words)
