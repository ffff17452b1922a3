from django.urls import path

from luoshi.intake import proposal_views, views
from luoshi.intake.ledger_import import views as ledger_import
from luoshi.intake.progress_sheet import views as progress_sheet

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/hand-in/", views.hand_in, name="hand_in"),
    path("intake/<int:pk>/", views.review, name="review"),
    path("intake/<int:pk>/again/", views.propose_again, name="propose_again"),
    path("intake/<int:pk>/title/", views.retitle_review, name="retitle_review"),
    path("intake/<int:pk>/confirm/", views.confirm, name="confirm_review"),
    path("intake/<int:pk>/add/", proposal_views.add, name="add_proposal"),
    path("intake/<int:pk>/chosen/", proposal_views.act_on_chosen, name="act_on_chosen"),
    path("intake/proposals/<int:pk>/", proposal_views.card, name="proposal"),
    path("intake/proposals/<int:pk>/edit/", proposal_views.edit, name="edit_proposal"),
    path("intake/proposals/<int:pk>/settle/", proposal_views.settle, name="settle_proposal"),
    path("intake/proposals/<int:pk>/split/", proposal_views.split, name="split_proposal"),
    path("intake/proposals/<int:pk>/drop/", proposal_views.drop, name="drop_proposal"),
    path("intake/proposals/<int:pk>/restore/", proposal_views.restore, name="restore_proposal"),
    path("documents/<int:pk>/review/", views.review_of_document, name="review_of_document"),
    path("ledger/sheets/", progress_sheet.sheets, name="progress_sheets"),
    path("ledger/sheets/<int:pk>/", progress_sheet.sheet, name="progress_sheet"),
    path("ledger/sheets/<int:pk>/confirm/", progress_sheet.confirm, name="confirm_sheet"),
    path("ledger/sheets/<int:pk>/discard/", progress_sheet.discard, name="discard_sheet"),
    path("ledger/sheets/<int:pk>/refused.xlsx", progress_sheet.refused, name="sheet_refused"),
    path("intake/ledgers/", ledger_import.imports, name="ledger_imports"),
    path("intake/ledgers/<int:pk>/", ledger_import.preview, name="ledger_import"),
    path("intake/ledgers/<int:pk>/correct/", ledger_import.correct, name="correct_import"),
    path("intake/ledgers/<int:pk>/settle/", ledger_import.settle, name="settle_import"),
    path("intake/ledgers/<int:pk>/confirm/", ledger_import.confirm, name="confirm_import"),
    path("intake/ledgers/<int:pk>/discard/", ledger_import.discard, name="discard_import"),
    path("intake/ledgers/<int:pk>/doubts.xlsx", ledger_import.doubts, name="import_doubts"),
]
