from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "wijkportaal.portal.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
