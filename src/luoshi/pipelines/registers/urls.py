from django.urls import path

from luoshi.pipelines.registers import views

urlpatterns = [
    path("pipelines/registers/<slug:name>/", views.rows, name="register"),
    path("pipelines/registers/<slug:name>/names/", views.row_names, name="row_names"),
    path("pipelines/registers/<slug:name>/new/", views.new_row, name="new_row"),
    path("pipelines/registers/<slug:name>/<int:pk>/", views.row, name="register_row"),
    path("pipelines/registers/<slug:name>/<int:pk>/edit/", views.edit_row, name="edit_row"),
    path("pipelines/registers/<slug:name>/<int:pk>/retire/", views.retire_row, name="retire_row"),
    path("pipelines/registers/<slug:name>/<int:pk>/personal/", views.personal, name="register_personal"),
]
