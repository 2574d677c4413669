from django.apps import AppConfig


class AddressesConfig(AppConfig):
    name = "areas.addresses"
    verbose_name = "Waar woont u?"
