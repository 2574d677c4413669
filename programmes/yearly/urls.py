from django.urls import path

from programmes.yearly.views import editor, parts, public

app_name = "yearly"

urlpatterns = [
    path("programmas", public.index, name="index"),
    path("programmas/<int:year>/<slug:area>", public.programme, name="programme"),
    path("programmas/<int:year>/<slug:area>/kaart", public.programme_map, name="map"),
    path("programmas/<int:year>/<slug:area>/agenda.ics", public.programme_agenda, name="agenda"),
    path("gebieden/<slug:slug>/agenda.ics", public.area_agenda, name="area_agenda"),
    path("gebieden/<slug:slug>/programmas", public.years, name="years"),
    path("werk/programmas", editor.workbench, name="workbench"),
    path("werk/programmas/nieuw", editor.new, name="new"),
    path("werk/programmas/<int:pk>", editor.overview, name="editor"),
    path("werk/programmas/<int:pk>/gegevens", editor.about, name="about"),
    path("werk/programmas/<int:pk>/voorkant", editor.cover, name="cover"),
    path("werk/programmas/<int:pk>/stap", editor.step, name="step"),
    path("werk/programmas/<int:pk>/projecten", editor.choose, name="choose"),
    path("werk/programmas/<int:pk>/vorig-jaar", editor.take_over, name="take_over"),
    path("werk/programmas/<int:pk>/projecten/nieuw", editor.new_project, name="new_project"),
    path("werk/programmas/<int:pk>/onderdelen/nieuw", parts.new_part, name="new_part"),
    path("werk/programmas/<int:pk>/agenda/nieuw", parts.new_agenda_item, name="new_agenda_item"),
    path("werk/opnames/<int:pk>", parts.entry, name="entry"),
    path("werk/opnames/<int:pk>/wijzig", parts.change_entry, name="change_entry"),
    path("werk/onderdelen/<int:pk>", parts.part, name="part"),
    path("werk/onderdelen/<int:pk>/foto", parts.part_picture, name="part_picture"),
    path("werk/onderdelen/<int:pk>/wijzig", parts.change_part, name="change_part"),
    path("werk/agendapunten/<int:pk>", parts.agenda_item, name="agenda_item"),
    path("werk/agendapunten/<int:pk>/weg", parts.remove_agenda_item, name="remove_agenda_item"),
]
