from django.urls import path

from programmes.sheets import views

app_name = "sheets"

urlpatterns = [
    path("werk/projectenbestanden", views.index, name="index"),
    path("werk/projectenbestanden/projecten.xlsx", views.export, name="export"),
    path("werk/projectenbestanden/projecten.zip", views.export_zip, name="export_zip"),
    path("werk/projectenbestanden/voorbeeld.xlsx", views.example, name="example"),
    path("werk/projectenbestanden/<int:pk>", views.sheet, name="sheet"),
    path("werk/projectenbestanden/<int:pk>/inlezen", views.apply, name="apply"),
    path("werk/projectenbestanden/<int:pk>/weggooien", views.discard, name="discard"),
]
