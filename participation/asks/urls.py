from django.urls import path

from participation.asks import views

app_name = "asks"

urlpatterns = [
    path("werk/uitvragen", views.calendar, name="calendar"),
    path("werk/uitvragen/nieuw", views.new, name="new"),
    path("werk/uitvragen/regel", views.set_rule, name="set_rule"),
    path("werk/uitvragen/straten/<slug:slug>", views.streets, name="streets"),
    path("werk/uitvragen/<int:pk>", views.edit, name="edit"),
]
