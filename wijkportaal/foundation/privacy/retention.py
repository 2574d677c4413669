"""What the foundation clears away by itself."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.actions import KEEP_DRAFTS, drafts_past, forget_old_drafts
from wijkportaal.foundation.files import actions as files
from wijkportaal.foundation.mail.actions import KEEP_SENT, forget_sent_letters, letters_past
from wijkportaal.foundation.pictures import actions as pictures
from wijkportaal.foundation.privacy.actions import KEEP_EXPORT, exports_past, forget_exports
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_SENT,
    name="mail.letters",
    label=_("verstuurde e-mails"),
    text=_("De tekst van een e-mail, nadat die is verstuurd."),
    due=letters_past,
)(forget_sent_letters)
cleared_after(
    KEEP_DRAFTS,
    name="editing.drafts",
    label=_("klad"),
    text=_("Wat iemand typte en niet opsloeg."),
    due=drafts_past,
)(forget_old_drafts)
cleared_after(
    timedelta(days=1),
    name="pictures.orphans",
    label=_("losse foto's"),
    text=_("Fotobestanden die bij niets meer horen."),
    due=pictures.orphans,
)(pictures.remove_orphans)
cleared_after(
    timedelta(days=1),
    name="files.orphans",
    label=_("losse bestanden"),
    text=_("Documenten die bij niets meer horen."),
    due=files.orphans,
)(files.remove_orphans)
cleared_after(
    KEEP_EXPORT,
    name="privacy.exports",
    label=_("kopieën van gegevens"),
    text=_("De kopie die iemand van de eigen gegevens vroeg."),
    due=exports_past,
)(forget_exports)
