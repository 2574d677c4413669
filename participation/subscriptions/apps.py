from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SubscriptionsConfig(AppConfig):
    name = "participation.subscriptions"
    verbose_name = "Volgen"

    def ready(self) -> None:
        """Let every room say what can be followed of it."""
        autodiscover_modules("following")
