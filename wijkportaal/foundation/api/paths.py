from django.urls import register_converter


class NameConverter:
    """The name of a record in an address: letters, digits, dashes; nothing that a database cannot hold."""

    regex = r"[0-9A-Za-z][0-9A-Za-z_-]{0,119}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NameConverter, "name")
