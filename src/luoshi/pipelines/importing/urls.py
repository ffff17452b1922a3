from django.urls import path

from luoshi.pipelines.importing import views

urlpatterns = [
    path("pipelines/imports/<int:pk>/", views.preview, name="sheet_import"),
    path("pipelines/imports/<int:pk>/correct/", views.correct, name="correct_sheet"),
    path("pipelines/imports/<int:pk>/settle/", views.settle, name="settle_sheet"),
    path("pipelines/imports/<int:pk>/confirm/", views.confirm, name="confirm_sheet_import"),
    path("pipelines/imports/<int:pk>/discard/", views.discard, name="discard_sheet_import"),
    path("pipelines/imports/<int:pk>/doubts.xlsx", views.doubts, name="sheet_import_doubts"),
    path("pipelines/imports/<str:sort>/<slug:name>/", views.imports, name="sheet_imports"),
]
