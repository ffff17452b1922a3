from django.urls import path

from luoshi.revisions.views import (
    adopt_added,
    newer_version,
    older_version,
    revision,
    settle_affected,
    settle_unchanged,
    withdraw_revision,
)

urlpatterns = [
    path("documents/<int:pk>/newer/", newer_version, name="newer_version"),
    path("documents/<int:pk>/older/", older_version, name="older_version"),
    path("revisions/<int:pk>/", revision, name="revision"),
    path("revisions/<int:pk>/adopt/", adopt_added, name="adopt_added"),
    path("revisions/<int:pk>/unchanged/", settle_unchanged, name="settle_unchanged"),
    path("revisions/<int:pk>/withdraw/", withdraw_revision, name="withdraw_revision"),
    path("revisions/things/<int:pk>/<slug:way>/", settle_affected, name="settle_affected"),
]
