from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "areas.figures"
    verbose_name = "Kerncijfers"
