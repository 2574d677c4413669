from django.apps import AppConfig


class ReformsConfig(AppConfig):
    name = "areas.reforms"
    verbose_name = "Herindeling"
