from django.urls import path

from programmes.evaluations.views import measures, public, workspace

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
    path("werk/evaluaties/<int:pk>/maten", workspace.take_measures_over, name="take_measures_over"),
    path("werk/projecten/<str:address>/resultaten", measures.measures, name="measures"),
    path("werk/projecten/<str:address>/resultaten/erbij", measures.add_measure, name="add_measure"),
    path("werk/projectmaten/<int:pk>/weg", measures.remove_measure, name="remove_measure"),
    path("werk/lessen/<int:pk>/weg", workspace.remove_lesson, name="remove_lesson"),
    path("werk/programmas/<int:pk>/terugblik", workspace.fill_look_back, name="fill_look_back"),
]
