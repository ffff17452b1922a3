from django.urls import path

from luoshi.pipelines.campaign.views import campaign_day

urlpatterns = [
    path("pipelines/<int:pk>/day/", campaign_day, name="campaign_day"),
]
