from django.urls import path

from wijkportaal.foundation.branding import views

app_name = "branding"

urlpatterns = [
    path("huisstijl.css", views.stylesheet, name="stylesheet"),
    path("beheer/huisstijl", views.change, name="change"),
    path("beheer/huisstijl/voorbeeld", views.preview, name="preview"),
]
