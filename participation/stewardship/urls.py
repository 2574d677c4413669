from django.urls import path

from participation.stewardship.views import public, workspace

app_name = "stewardship"

urlpatterns = [
    path("zeggenschap", public.index, name="index"),
    path("zeggenschap/<slug:public_id>", public.stewardship, name="stewardship"),
    path("werk/zeggenschap", workspace.workbench, name="workbench"),
    path("werk/zeggenschap/nieuw", workspace.new, name="new"),
    path("werk/zeggenschap/stukken/<int:pk>", workspace.document, name="document"),
    path("werk/zeggenschap/<slug:public_id>", workspace.edit, name="edit"),
]
