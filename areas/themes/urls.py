from django.urls import path

from areas.themes import views

app_name = "themes"

urlpatterns = [
    path("werk/themas", views.index, name="index"),
    path("werk/themas/nieuw", views.new, name="new"),
    path("werk/themas/<int:pk>", views.theme, name="theme"),
]
