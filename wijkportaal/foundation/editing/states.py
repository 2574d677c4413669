"""Names and refusals of editing. Pure Python."""

# A browser tells every twenty seconds that the form is still open.
PRESENCE_SECONDS = 60


class EditRefused(Exception):
    """A record that cannot be edited (any more); the message tells the user, in Dutch, why not."""


class EditConflict(Exception):
    """Somebody else saved the record after this form was opened. `record` is what they left."""

    def __init__(self, record):
        super().__init__(f"{record._meta.label} {record.pk} is at version {record.version}")
        self.record = record


def subject_of(record, form: str = "") -> str:
    """Name a form of a record, as in `yearly.part:12` or `projects.project:7:costs`."""
    name = f"{record._meta.label_lower}:{record.pk}"
    return f"{name}:{form}" if form else name


def presence_key(record) -> str:
    """Name under which Redis keeps who has a record open."""
    return f"editing:{subject_of(record)}"
