from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "wijkportaal.foundation.components"
    label = "components"
    verbose_name = "Bouwstenen van pagina's"
