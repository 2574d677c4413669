from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReachConfig(AppConfig):
    name = "participation.reach"
    verbose_name = "Bereik"

    def ready(self) -> None:
        """Let every room say what can be taken part in."""
        autodiscover_modules("reach_sources")
