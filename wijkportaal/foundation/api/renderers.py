from rest_framework.renderers import JSONRenderer


class GeoJSON(JSONRenderer):
    """JSON that map programs know as such."""

    media_type = "application/geo+json"
