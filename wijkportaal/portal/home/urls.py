from django.urls import path

from wijkportaal.portal.home import views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("gebieden/<slug:slug>", views.area, name="area"),
    path("in-mijn-straat", views.street, name="street"),
    path("werk", views.workspace, name="workspace"),
]
