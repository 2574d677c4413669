from django.urls import path

from programmes.visions.views import documents, editor, pieces, plans, public

app_name = "visions"

urlpatterns = [
    path("visies", public.index, name="index"),
    path("visies/<slug:area>/<int:year>", public.vision, name="vision"),
    path("visies/<slug:area>/<int:year>/documenten/<int:document>", documents.document, name="document"),
    path("doelen/<int:pk>", public.goal, name="goal"),
    path("werk/visies", editor.workbench, name="workbench"),
    path("werk/visies/nieuw", editor.new, name="new"),
    path("werk/visies/<int:pk>", editor.overview, name="editor"),
    path("werk/visies/<int:pk>/gegevens", editor.about, name="about"),
    path("werk/visies/<int:pk>/stap", editor.step, name="step"),
    path("werk/visies/<int:pk>/documenten", documents.documents, name="documents"),
    path("werk/visiedocumenten/<int:pk>", documents.change_document, name="change_document"),
    path("werk/visies/<int:pk>/themas/nieuw", pieces.new_theme, name="new_theme"),
    path("werk/visies/<int:pk>/plannen/nieuw", plans.new_plan, name="new_plan"),
    path("werk/visiethemas/<int:pk>", pieces.theme, name="theme"),
    path("werk/visiethemas/<int:pk>/weg", pieces.remove_theme, name="remove_theme"),
    path("werk/visiethemas/<int:pk>/doelen/nieuw", pieces.new_goal, name="new_goal"),
    path("werk/doelen/<int:pk>", pieces.goal, name="edit_goal"),
    path("werk/doelen/<int:pk>/wijzig", pieces.change_goal, name="change_goal"),
    path("werk/uitvoeringsplannen/<int:pk>", plans.plan, name="plan"),
    path("werk/uitvoeringsplannen/<int:pk>/weg", plans.remove_plan, name="remove_plan"),
    path("werk/uitvoeringsplannen/<int:pk>/regels/nieuw", plans.new_line, name="new_line"),
    path("werk/uitvoeringsregels/<int:pk>", plans.line, name="line"),
    path("werk/uitvoeringsregels/<int:pk>/weg", plans.remove_line, name="remove_line"),
]
