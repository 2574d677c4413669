"""What the letters about one's own account say. The texts stand in templates/account/email and
templates/mfa/email, under the names by which allauth asks for them."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from wijkportaal.foundation.languages.speaking import language_of, speaking


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def account_letter(template_prefix: str, context: dict) -> Letter:
    """Render the subject and the text of one of allauth's letters."""
    known = {**context, "portal_url": settings.PORTAL_URL}
    with speaking(language_of(context.get("user"))):
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", known).split())
        body = render_to_string(f"{template_prefix}_message.txt", known).strip()
    return Letter(subject, body)
