from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "wijkportaal.foundation.charts"
    label = "charts"
    verbose_name = "Grafieken"
