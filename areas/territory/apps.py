from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "areas.territory"
    verbose_name = "Gebieden"
