from django.urls import path

from luoshi.supervision.views.inbox import answer_reminder, inbox
from luoshi.supervision.views.issue import issue_notice, raise_notice
from luoshi.supervision.views.jobs import jobs
from luoshi.supervision.views.notices import notice, notice_act, notice_letter, notices

urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/<int:pk>/", answer_reminder, name="answer_reminder"),
    path("notices/", notices, name="notices"),
    path("notices/new/", issue_notice, name="issue_notice"),
    path("notices/<int:pk>/", notice, name="notice"),
    path("notices/<int:pk>/raise/", raise_notice, name="raise_notice"),
    path("notices/<int:pk>/letter/", notice_letter, name="notice_letter"),
    path("notices/<int:pk>/act/<slug:name>/", notice_act, name="notice_act"),
    path("jobs/", jobs, name="jobs"),
]
