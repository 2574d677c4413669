from django.urls import path

from programmes.focus import views

app_name = "focus"

urlpatterns = [
    path("werk/focus", views.overview, name="overview"),
    path("werk/focus/grenzen", views.limits, name="limits"),
    path("werk/focus/grenzen/<int:pk>/weghalen", views.remove_limit, name="remove_limit"),
    path("werk/focus/gebied/<slug:slug>", views.area, name="area"),
    path("werk/focus/gebied/<slug:slug>/kiezen", views.choose, name="choose"),
]
