from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "wijkportaal.foundation.privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        """Let every room say what it holds of people and what it clears away."""
        autodiscover_modules("personal", "retention")
