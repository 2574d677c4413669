from django.urls import path

from programmes.evaluations.views import public, workspace

app_name = "evaluations"

urlpatterns = [
    path("geleerd", public.lessons, name="lessons"),
    path("evaluaties/<int:pk>", public.evaluation, name="evaluation"),
    path("programmas/<int:year>/<slug:area>/evaluatie", public.year, name="year"),
    path("werk/evaluaties", workspace.workbench, name="workbench"),
    path("werk/evaluaties/<int:pk>", workspace.overview, name="overview"),
    path("werk/evaluaties/<int:pk>/bewerken", workspace.edit, name="edit"),
    path("werk/evaluaties/<int:pk>/stap", workspace.step, name="step"),
    path("werk/evaluaties/<int:pk>/overnemen", workspace.take_over, name="take_over"),
    path("werk/evaluaties/project/<str:project>/<int:year>", workspace.begin_project, name="begin_project"),
    path("werk/evaluaties/doel/<int:goal>/<int:year>", workspace.begin_goal, name="begin_goal"),
    path("werk/lessen/<int:pk>/weg", workspace.remove_lesson, name="remove_lesson"),
    path("werk/programmas/<int:pk>/terugblik", workspace.fill_look_back, name="fill_look_back"),
]
