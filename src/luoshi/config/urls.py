from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.org.urls")),
    path("", include("luoshi.records.urls")),
    path("", include("luoshi.pipelines.registers.urls")),
    path("", include("luoshi.pipelines.importing.urls")),
    path("", include("luoshi.pipelines.campaign.urls")),
    path("", include("luoshi.pipelines.service.urls")),
    path("", include("luoshi.pipelines.consultation.urls")),
    path("", include("luoshi.intake.urls")),
    path("", include("luoshi.coverage.urls")),
    path("", include("luoshi.revisions.urls")),
    path("", include("luoshi.supervision.urls")),
    path("", include("luoshi.documents.urls")),
    path("", include("luoshi.reports.urls")),
    path("", include("luoshi.api.urls")),
]

handler400 = "luoshi.config.views.bad_request"
handler403 = "luoshi.config.views.forbidden"
handler404 = "luoshi.config.views.not_found"
handler500 = "luoshi.config.views.server_error"
