from django.urls import path

from programmes.editions import views

app_name = "editions"

urlpatterns = [
    path("werk/programmas/<int:pk>/brochure", views.brochure, name="brochure"),
    path("brochures/<int:pk>/<str:name>", views.download, name="download"),
]
