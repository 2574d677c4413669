"""What the foundation holds of people: their account itself, and what lies beside it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.models import Draft
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.privacy.models import Export
from wijkportaal.foundation.privacy.registry import own, work

own(
    Person,
    "id",
    label=_("uw account"),
    shows=("full_name", "email", "phone", "language", "joined_at"),
    fate=_("Uw naam, adres en telefoonnummer worden weggehaald, ook uit de geschiedenis."),
)
own(EmailAddress, "user", label=_("uw e-mailadressen"), shows=("email", "verified", "primary"), goes=True)
own(Authenticator, "user", label=_("uw tweede stap bij inloggen"), shows=("type", "created_at"), goes=True)
own(SocialAccount, "user", label=_("uw werkaccount"), shows=("provider", "uid", "extra_data"), goes=True)
own(Letter, address="to", label=_("e-mails aan u"), shows=("subject", "body", "written_at"), goes=True)
own(
    Draft,
    "person",
    label=_("wat u typte en niet opsloeg"),
    shows=("subject", "values", "saved_at"),
    goes=True,
)
own(Export, "person", label=_("kopieën die u vroeg"), shows=("asked_at",), goes=True)
own(
    Picture,
    "stored_by",
    label=_("foto's die u plaatste"),
    shows=("alt", "credit", "stored_at"),
    wipes=("credit",),
)
own(StoredFile, "stored_by", label=_("documenten die u plaatste"), shows=("name", "stored_at"))
work(Job, "requested_by")
work(LogEntry, "user")
