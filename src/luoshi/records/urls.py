from django.urls import path

from luoshi.records.views.boards import items_about, items_board, items_calendar, items_funnel
from luoshi.records.views.evidence import evidence
from luoshi.records.views.gantt import gantt
from luoshi.records.views.holidays import holidays
from luoshi.records.views.home import home
from luoshi.records.views.instructions import (
    instruction,
    instruction_task,
    instructions,
    keep_instruction,
    new_instruction,
)
from luoshi.records.views.items import item, item_act, item_take_back, items, new_item, overview
from luoshi.records.views.ledger import ledger
from luoshi.records.views.light_rules import revise_rules, rules
from luoshi.records.views.many import act_on_items, act_on_many
from luoshi.records.views.milestones import milestones
from luoshi.records.views.new_task import new_task
from luoshi.records.views.seals import seals
from luoshi.records.views.searching import searching
from luoshi.records.views.signatures import signatures
from luoshi.records.views.task import act, record, take_back
from luoshi.records.views.type_settings import settings_of_types, type_settings
from luoshi.records.views.weeks import weeks

urlpatterns = [
    path("", home, name="home"),
    path("ledger/", ledger, name="ledger"),
    path("ledger/act/", act_on_many, name="act_on_many"),
    path("ledger/gantt/", gantt, name="gantt"),
    path("ledger/new/", new_task, name="new_task"),
    path("ledger/<int:pk>/", record, name="record"),
    path("ledger/<int:pk>/milestones/", milestones, name="milestones"),
    path("instructions/", instructions, name="instructions"),
    path("instructions/new/", new_instruction, name="new_instruction"),
    path("instructions/<int:pk>/", instruction, name="instruction"),
    path("instructions/<int:pk>/keep/", keep_instruction, name="keep_instruction"),
    path("instructions/<int:pk>/task/", instruction_task, name="instruction_task"),
    path("weeks/", weeks, name="weeks"),
    path("holidays/", holidays, name="holidays"),
    path("holidays/<int:year>/", holidays, name="holidays"),
    path("ledger/<int:pk>/act/<slug:name>/", act, name="act"),
    path("ledger/<int:pk>/take-back/", take_back, name="take_back"),
    path("lights/<slug:kind>/", rules, name="light_rules"),
    path("lights/<slug:kind>/revise/", revise_rules, name="revise_rules"),
    path("pipelines/", overview, name="pipelines"),
    path("pipelines/<int:pk>/", item, name="item"),
    path("pipelines/<int:pk>/act/<slug:name>/", item_act, name="item_act"),
    path("pipelines/<int:pk>/take-back/", item_take_back, name="item_take_back"),
    path("pipelines/<slug:kind>/", items, name="items"),
    path("pipelines/<slug:kind>/about/", items_about, name="items_about"),
    path("pipelines/<slug:kind>/board/", items_board, name="items_board"),
    path("pipelines/<slug:kind>/calendar/", items_calendar, name="items_calendar"),
    path("pipelines/<slug:kind>/funnel/", items_funnel, name="items_funnel"),
    path("pipelines/<slug:kind>/many/", act_on_items, name="act_on_items"),
    path("pipelines/<slug:kind>/new/", new_item, name="new_item"),
    path("types/", settings_of_types, name="types"),
    path("types/<slug:kind>/", type_settings, name="type_settings"),
    path("search/", searching, name="search"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("organisation/people/<int:pk>/signatures/", signatures, name="signatures"),
    path("seals/", seals, name="seals"),
]
