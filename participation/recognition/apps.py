from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecognitionConfig(AppConfig):
    name = "participation.recognition"
    verbose_name = "Erkenning"

    def ready(self) -> None:
        """Let rooms above say which boards gave account of their money."""
        autodiscover_modules("account_sources")
