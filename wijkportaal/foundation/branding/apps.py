from django.apps import AppConfig


class BrandingConfig(AppConfig):
    name = "wijkportaal.foundation.branding"
    label = "branding"
    verbose_name = "Huisstijl"
