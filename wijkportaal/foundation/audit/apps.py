from django.apps import AppConfig
from django.db.models.signals import post_migrate

from wijkportaal.foundation.audit.triggers import know_triggers, write_functions

# Apps are read before any model is.
know_triggers()


class AuditConfig(AppConfig):
    name = "wijkportaal.foundation.audit"

    def ready(self) -> None:
        post_migrate.connect(write_functions, sender=self)
