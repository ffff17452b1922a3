from django.urls import path

from luoshi.documents.views import document, documents

urlpatterns = [
    path("documents/", documents, name="documents"),
    path("documents/<int:pk>/", document, name="document"),
]
