from django.urls import path, register_converter

from wijkportaal.foundation.pictures import views

app_name = "pictures"


class PictureNameConverter:
    """A name that `store_picture` gives, and nothing that could climb out of the folder."""

    regex = r"[A-Za-z0-9_-]{20,40}\.(?:jpg|png|webp)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureNameConverter, "picture")

urlpatterns = [
    path("media/pictures/<picture:name>", views.media, name="media"),
]
