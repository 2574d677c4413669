"""The portal's doors and one more: the floor, a list of Django REST framework as its tutorial makes it."""

from django.urls import path
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer

from areas.themes.models import Theme
from programmes.projects.models import Project
from wijkportaal.urls import urlpatterns as portal


class BareTheme(serializers.ModelSerializer):
    class Meta:
        model = Theme
        fields = ["slug", "name"]


class BareProject(serializers.ModelSerializer):
    theme = BareTheme()
    area = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = Project
        fields = [
            "public_id",
            "title",
            "summary",
            "area",
            "theme",
            "state",
            "street",
            "cost_total",
            "published_at",
        ]


class Pages(PageNumberPagination):
    page_size = 30


class BareProjects(ListAPIView):
    """Thirty projects of all, with what belongs to them in one query, as JSON."""

    queryset = Project.objects.select_related("area", "theme").order_by("-published_at", "-pk")
    serializer_class = BareProject
    pagination_class = Pages
    renderer_classes = [JSONRenderer]
    authentication_classes: list = []
    permission_classes: list = []


urlpatterns = [path("vloer/api", BareProjects.as_view()), *portal]
