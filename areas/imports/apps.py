from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "areas.imports"
    verbose_name = "Inlezen"
