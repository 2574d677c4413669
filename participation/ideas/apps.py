from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IdeasConfig(AppConfig):
    name = "participation.ideas"
    verbose_name = "Resultaten"

    def ready(self) -> None:
        """Let every room say which ideas it has, and what became of those of others."""
        autodiscover_modules("answers")
