from django.urls import path

from luoshi.coverage.time import views as time
from luoshi.coverage.views import add_own, added, adopt, clause, compare_again, comparison, comparisons
from luoshi.coverage.zones import views as zones

urlpatterns = [
    path("coverage/", comparisons, name="comparisons"),
    path("coverage/zones/", zones.occasions, name="occasions"),
    path("coverage/zones/<int:pk>/", zones.occasion, name="occasion"),
    path("coverage/zones/<int:pk>/theme/", zones.occasion_theme, name="occasion_theme"),
    path("coverage/zones/<int:pk>/again/", zones.find_again, name="compare_zones_again"),
    path("coverage/time/", time.series_list, name="series_list"),
    path("coverage/time/<int:pk>/", time.series, name="series"),
    path("coverage/time/<int:pk>/voice/", time.voice, name="series_voice"),
    path("coverage/time/<int:pk>/again/", time.find_again, name="series_again"),
    path("coverage/<int:pk>/", comparison, name="comparison"),
    path("coverage/<int:pk>/added/", added, name="added_measures"),
    path("coverage/<int:pk>/own/", add_own, name="add_own"),
    path("coverage/<int:pk>/again/", compare_again, name="compare_again"),
    path("coverage/<int:pk>/clause/", clause, name="clause"),
    path("coverage/<int:pk>/adopt/", adopt, name="adopt_clause"),
]
