from django.urls import path

from luoshi.reports import views

urlpatterns = [path("reports/task-sheet.xlsx", views.task_sheet, name="task_sheet")]
