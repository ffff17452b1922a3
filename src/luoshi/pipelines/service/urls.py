from django.urls import path

from luoshi.pipelines.service.visits.views import visit_plan

urlpatterns = [path("pipelines/visit/plan/", visit_plan, name="visit_plan")]
