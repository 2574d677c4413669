from django.db import transaction

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import PreparedPicture

FIELDS = (
    "name",
    "short_name",
    "primary_colour",
    "accent_colour",
    "phone",
    "email",
    "website",
)


@transaction.atomic
def change_branding(*, by, logo: PreparedPicture | Picture | bool | None = None, **values) -> Gemeente:
    """Change how the gemeente presents itself; the first time this makes its row.

    `values` are any of FIELDS; what is not given stays. `logo` is a new upload, False to take the logo away,
    or None (or the Picture that is there) to leave it. Raises ValidationError for an unreadable colour.
    """
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"no fields of a gemeente: {', '.join(sorted(unknown))}")
    with recorded(by=by, action="branding.change_branding"):
        subject = Gemeente.objects.select_for_update(of=("self",)).filter(pk=1).first() or Gemeente(pk=1)
        for name, value in values.items():
            setattr(subject, name, value.lower() if name.endswith("_colour") else value)
        if logo is False:
            subject.logo = None
        elif isinstance(logo, PreparedPicture):
            subject.logo = store_picture(logo, alt=f"Logo van {subject.name}", by=by)
        elif isinstance(logo, Picture):
            subject.logo = logo
        # The two colours come from a form that checked them, or from the shell that did not.
        subject.full_clean(validate_constraints=False)
        subject.save()
        return subject
