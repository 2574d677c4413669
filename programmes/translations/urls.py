from django.urls import path

from programmes.translations import views

app_name = "translations"

urlpatterns = [
    path("werk/programmas/<int:pk>/vertalingen", views.index, name="index"),
    path("werk/programmas/<int:pk>/vertalingen/<slug:language>", views.language, name="language"),
    path("werk/programmas/<int:pk>/vertalingen/<slug:language>/<slug:key>", views.text, name="text"),
]
