from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AsksConfig(AppConfig):
    name = "participation.asks"
    verbose_name = "Uitvragen"

    def ready(self) -> None:
        """Let every room say what it asks of residents."""
        autodiscover_modules("reach_sources")
