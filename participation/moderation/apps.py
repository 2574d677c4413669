from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ModerationConfig(AppConfig):
    name = "participation.moderation"
    verbose_name = "Moderatie"

    def ready(self) -> None:
        """Let every room say what of it can be reported."""
        autodiscover_modules("moderated")
