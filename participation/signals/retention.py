"""What signals clear away (docs/adr/0111)."""

from django.utils.translation import gettext_lazy as _

from participation.signals.actions.keeping import (
    KEEP_DISCARDED,
    KEEP_SENDER,
    KEEP_TEXT,
    discarded_past,
    forget_discarded,
    forget_senders,
    forget_texts,
    senders_past,
    texts_past,
)
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_SENDER,
    name="signals.senders",
    label=_("wie een signaal doorgaf"),
    text=_("Naam, e-mailadres en telefoonnummer, nadat het signaal is afgesloten."),
    due=senders_past,
)(forget_senders)
cleared_after(
    KEEP_TEXT,
    name="signals.texts",
    label=_("tekst en foto van een signaal"),
    text=_(
        "Van een signaal dat niet op de site staat, nadat het is afgesloten. Waar het over ging en hoe lang het duurde blijft, voor de cijfers."
    ),
    due=texts_past,
)(forget_texts)
cleared_after(
    KEEP_DISCARDED,
    name="signals.discarded",
    label=_("weggelegde signalen"),
    text=_("Reclame en grappen."),
    due=discarded_past,
)(forget_discarded)
