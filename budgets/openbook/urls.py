from django.urls import path

from budgets.openbook import views

app_name = "openbook"

urlpatterns = [
    path("gebieden/<slug:slug>/geld", views.area, name="area"),
    path("gebieden/<slug:slug>/geld/<slug:kind>", views.download, name="download"),
]
