from django.urls import path

from areas.addresses import views

app_name = "addresses"

urlpatterns = [
    path("waar-woont-u", views.find, name="find"),
]
