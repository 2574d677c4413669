from django.urls import path

from programmes.projects.views import public, sharing, workspace

app_name = "projects"

urlpatterns = [
    path("projecten", public.index, name="index"),
    path("projecten/<str:address>", public.project, name="project"),
    path("projecten/<str:address>/kaart", public.project_map, name="map"),
    path("projecten/<str:address>/documenten/<int:document>", public.document, name="document"),
    path("projecten/<str:address>/nieuws.atom", sharing.project_changes, name="changes"),
    path("projecten/<str:address>/qr.svg", sharing.qr_code, name="qr"),
    path("gebieden/<slug:slug>/nieuws.atom", sharing.area_changes, name="area_changes"),
    path("werk/projecten", workspace.workbench, name="workbench"),
    path("werk/projecten/nieuw/<slug:area>", workspace.new_project, name="new"),
    path("werk/projecten/<str:address>", workspace.edit, name="edit"),
    path("werk/projecten/<str:address>/kaart", workspace.place_map, name="place_map"),
    path("werk/projecten/<str:address>/kosten", workspace.costs, name="costs"),
    path("werk/projecten/<str:address>/fotos", workspace.photos, name="photos"),
    path("werk/projecten/<str:address>/fotos/<int:photo>", workspace.change_photo, name="change_photo"),
    path("werk/projecten/<str:address>/documenten", workspace.documents, name="documents"),
    path(
        "werk/projecten/<str:address>/documenten/<int:document>",
        workspace.change_document,
        name="change_document",
    ),
    path("werk/projecten/<str:address>/stand", workspace.state, name="state"),
]
