from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "wijkportaal.portal.opendata"
    label = "opendata"
    verbose_name = "Open data"

    def ready(self) -> None:
        # Each of these registers its datasets.
        from wijkportaal.portal.opendata.datasets import areas, money, participation, programmes  # noqa: F401, PLC0415
