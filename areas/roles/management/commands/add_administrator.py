from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from areas.roles.actions import RoleRefused, assign_role
from areas.roles.states import ADMINISTRATOR
from areas.territory.actions import create_area
from areas.territory.models import AreaKind
from areas.territory.queries import root_area
from wijkportaal.foundation.branding.actions import change_branding
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.people.actions import add_person


class Command(BaseCommand):
    """The first administrator of an installation; the others are invited in the browser."""

    help = "Make someone administrator of the whole gemeente. They sign in by a code in the mail."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="Name of the person, for a new account.")
        parser.add_argument(
            "--gemeente", default="", help="Name of the gemeente, when no areas have been imported yet."
        )

    def handle(self, *, email, name, gemeente, **options):
        root = root_area()
        if root is None and not gemeente:
            raise CommandError("There is no gemeente yet: import areas first, or add --gemeente NAME.")
        if root is None:
            root = create_area(
                name=gemeente, kind=AreaKind.GEMEENTE, valid_from=timezone.localdate(), by=None
            )
        # A portal that was begun empty has no name of its own yet.
        if not Gemeente.objects.exists():
            change_branding(by=None, name=f"Gemeente {root.name}", short_name=root.name)
        person = add_person(email, by=None, full_name=name, verified=True)
        try:
            assign_role(person, ADMINISTRATOR, root, by=None, note="add_administrator")
        except RoleRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person} <{person.email}> is administrator of {root}.")
