from django.urls import path

from luoshi.pipelines.consultation.views import consultation_text

urlpatterns = [
    path("pipelines/<int:pk>/text/", consultation_text, name="consultation_text"),
]
