from django.urls import path

from luoshi.coverage.views import add_own, added, adopt, comparison, comparisons, judge

urlpatterns = [
    path("coverage/", comparisons, name="comparisons"),
    path("coverage/<int:pk>/", comparison, name="comparison"),
    path("coverage/<int:pk>/added/", added, name="added_measures"),
    path("coverage/<int:pk>/own/", add_own, name="add_own"),
    path("coverage/<int:pk>/judge/", judge, name="judge_clause"),
    path("coverage/<int:pk>/adopt/", adopt, name="adopt_clause"),
]
