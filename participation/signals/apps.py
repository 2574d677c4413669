from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SignalsConfig(AppConfig):
    name = "participation.signals"
    verbose_name = "Signalen"

    def ready(self) -> None:
        """Let every room say which of its dates are moments in the life of a signal."""
        autodiscover_modules("lead_moments")
