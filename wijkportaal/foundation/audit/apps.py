from django.apps import AppConfig

from wijkportaal.foundation.audit.triggers import know_triggers

# Apps are read before any model is.
know_triggers()


class AuditConfig(AppConfig):
    name = "wijkportaal.foundation.audit"
