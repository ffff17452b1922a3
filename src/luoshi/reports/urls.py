from django.urls import path

from luoshi.reports import views

urlpatterns = [
    path("reports/task-sheet.xlsx", views.task_sheet, name="task_sheet"),
    path("reports/consultation-<int:pk>.xlsx", views.consultation_sheet, name="consultation_sheet"),
    path("reports/unit-sheet.xlsx", views.unit_sheet, name="unit_sheet"),
    path("reports/pipelines/<slug:kind>.xlsx", views.item_sheet, name="item_sheet"),
    path("reports/blank/<str:sort>/<slug:name>.xlsx", views.blank_sheet, name="blank_sheet"),
    path("reports/registers/<slug:name>.xlsx", views.register_sheet, name="register_sheet"),
    path("reports/coverage-<int:pk>.xlsx", views.coverage_sheet, name="coverage_sheet"),
    path("reports/coverage-<int:pk>.docx", views.coverage_word_file, name="coverage_word"),
    path("reports/zones-<int:pk>.xlsx", views.occasion_sheet, name="occasion_sheet"),
    path("reports/trend-<int:pk>.xlsx", views.trend_sheet, name="trend_sheet"),
    path("reports/emphasis-<int:pk>.xlsx", views.emphasis_sheet, name="emphasis_sheet"),
    path("reports/audit-log.xlsx", views.audit_log_sheet, name="audit_log_sheet"),
]
