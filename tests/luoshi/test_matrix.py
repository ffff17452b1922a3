"""Who may open what: every route, every post, against the table written out here.

A new route without a row fails; so does a post that sees more, or less, than its row says.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from everything import one_of_everything
from people import People, browser_of, oversee, settle

from luoshi.org.models import AuditEntry, Kind

# In the order of the columns below: 督查员, 领导, 牵头单位联络员, 牵头单位责任人, 无关单位联络员, 外区督查员, 未登录.
ACTORS = ("wang", "zhao", "li", "chen", "sun", "zhou", "nobody")
# 分管领导 of the lead unit, and the three officers: 系统管理员, 安全管理员, 审计员.
OTHERS = ("he", "system", "security", "auditor")

# open: let in, whatever the answer then is. no: this post may not. gone: as if it were not there. sign-in: asked to.
ANYONE_SIGNED_IN = "open open open open open open sign-in"
NOBODY_OF_THESE = "no no no no no no sign-in"
SUPERVISORS = "open no no no no open sign-in"
OWN_SUPERVISOR = "open no no no no gone sign-in"
ZONE_WIDE = "open open no no no open sign-in"
ZONE_WIDE_OWN = "open open no no no gone sign-in"
THE_ZONE = "open open gone gone gone gone sign-in"
INVOLVED = "open open open open gone gone sign-in"
REGISTERED = "open open open open open gone sign-in"
THE_WORLD = "open open open open open open open"

# What the others meet where ``EXPECTED`` says the left: 分管领导 then the officers, who see no business data. A row of
# EXPECTED that is none of these has one of its own in OTHERS_MEET.
NO_OFFICER = "no no no"
LIKEWISE = {
    ANYONE_SIGNED_IN: f"open {NO_OFFICER}",
    SUPERVISORS: f"no {NO_OFFICER}",
    OWN_SUPERVISOR: f"no {NO_OFFICER}",
    ZONE_WIDE: f"no {NO_OFFICER}",
    ZONE_WIDE_OWN: f"no {NO_OFFICER}",
    THE_ZONE: f"gone {NO_OFFICER}",
    INVOLVED: f"open {NO_OFFICER}",
    REGISTERED: f"open {NO_OFFICER}",
}
OTHERS_MEET: dict[tuple[str, str, str, str], str] = {
    ("GET", "act", "handed_out", "report"): f"no {NO_OFFICER}",
    ("GET", "act", "handed_out", "submit"): f"no {NO_OFFICER}",
    ("GET", "act", "handed_out", "instruct"): f"open {NO_OFFICER}",
    ("GET", "act", "handed_out", "close"): f"no {NO_OFFICER}",
    ("GET", "act_on_many", "", ""): f"no {NO_OFFICER}",
    ("GET", "act_on_items", "", "project"): f"no {NO_OFFICER}",
    ("GET", "answer_reminder", "reminder", ""): f"gone {NO_OFFICER}",
    ("GET", "issue_notice", "", ""): f"no {NO_OFFICER}",
    ("GET", "raise_notice", "notice", ""): f"no {NO_OFFICER}",
    ("GET", "notice_act", "notice", "reply"): f"no {NO_OFFICER}",
    ("GET", "notice_act", "notice", "withdraw"): f"no {NO_OFFICER}",
    ("GET", "jobs", "", ""): "no open no no",
    ("GET", "no_such_address", "", ""): "gone gone gone gone",
    ("GET", "sign_in", "", ""): "open open open open",
    ("POST", "sign_out", "", ""): "sign-in sign-in sign-in sign-in",
    ("GET", "oidc", "", ""): "gone gone gone gone",  # none is set up
    ("GET", "oidc_return", "", ""): "gone gone gone gone",
    ("GET", "second_factor", "", ""): "open open open open",
    ("GET", "set_up_factor", "", ""): "open open open open",
    ("GET", "home", "", ""): "open open open open",
    ("GET", "choose_post", "", ""): "open open open open",
    ("GET", "change_password", "", ""): "open open open open",
    ("GET", "organisation", "", ""): "no open open no",
    ("GET", "new_unit", "", ""): "no open no no",
    ("GET", "unit", "unit", ""): "no open no no",
    ("GET", "new_person", "", ""): "no open no no",
    ("GET", "person", "person", ""): "no open open no",
    ("POST", "new_post", "person", ""): "no open no no",
    ("GET", "change_post", "post", ""): "no open no no",
    ("GET", "end_post", "post", ""): "no open no no",
    ("GET", "new_deputy", "post", ""): "no open no no",
    ("POST", "reset_password", "person", ""): "no no open no",
    ("POST", "reset_factor", "person", ""): "no no open no",
    ("POST", "deactivate", "person", ""): "no no open no",
    ("POST", "reactivate", "person", ""): "no no open no",
    ("GET", "grants", "", ""): "no open open open",
    ("POST", "approve_grant", "grant", ""): "no no open no",
    ("POST", "refuse_grant", "grant", ""): "no no open no",
    ("POST", "withdraw_grant", "grant", ""): "no open no no",
    ("GET", "audit_log", "", ""): "no no no open",
    ("GET", "audit_log_sheet", "", ""): "no no no open",
    ("GET", "seals", "", ""): "no no no open",
    ("GET", "signatures", "person", ""): "no no open no",
    ("GET", "milestones", "handed_out", ""): f"no {NO_OFFICER}",
    ("GET", "progress_sheets", "", ""): f"no {NO_OFFICER}",
    ("GET", "unit_sheet", "", ""): f"no {NO_OFFICER}",
    ("GET", "progress_sheet", "sheet", ""): f"no {NO_OFFICER}",
    ("POST", "confirm_sheet", "sheet", ""): f"no {NO_OFFICER}",
    ("POST", "discard_sheet", "sheet", ""): f"no {NO_OFFICER}",
    ("GET", "sheet_refused", "sheet", ""): f"no {NO_OFFICER}",
    ("GET", "instructions", "", ""): f"open {NO_OFFICER}",
    ("GET", "new_instruction", "", ""): f"open {NO_OFFICER}",
    ("GET", "instruction", "instruction", ""): f"gone {NO_OFFICER}",  # 赵静's, not his
    ("POST", "milestones", "handed_out", ""): f"no {NO_OFFICER}",
    ("GET", "new_item", "", "project"): f"no {NO_OFFICER}",
    ("GET", "clause", "comparison", ""): f"no {NO_OFFICER}",
    ("GET", "occasion_theme", "occasion", ""): f"no {NO_OFFICER}",
    ("GET", "series_voice", "series", ""): f"no {NO_OFFICER}",
    ("GET", "emphasis_sheet", "series", ""): f"no {NO_OFFICER}",
    ("GET", "types", "", ""): "no open no no",
    ("GET", "type_settings", "", "project"): "no open no no",
    ("GET", "item_act", "project", "sign"): f"no {NO_OFFICER}",
    ("GET", "new_row", "", "firm"): f"no {NO_OFFICER}",
    ("GET", "edit_row", "firm", "firm"): f"no {NO_OFFICER}",
    ("POST", "retire_row", "firm", "firm"): f"no {NO_OFFICER}",
    ("POST", "register_personal", "firm", "firm"): f"no {NO_OFFICER}",
    ("GET", "sheet_imports", "", "register/firm"): f"no {NO_OFFICER}",
    ("GET", "sheet_imports", "", "type/project"): f"no {NO_OFFICER}",
    ("GET", "blank_sheet", "", "register/firm"): f"no {NO_OFFICER}",
    ("GET", "sheet_import", "sheet_import", ""): f"no {NO_OFFICER}",
    ("POST", "correct_sheet", "sheet_import", ""): f"no {NO_OFFICER}",
    ("POST", "settle_sheet", "sheet_import", ""): f"no {NO_OFFICER}",
    ("POST", "confirm_sheet_import", "sheet_import", ""): f"no {NO_OFFICER}",
    ("POST", "discard_sheet_import", "sheet_import", ""): f"no {NO_OFFICER}",
    ("GET", "sheet_import_doubts", "sheet_import", ""): f"no {NO_OFFICER}",
    ("GET", "holidays", "", ""): "open open no no",
    ("POST", "holidays", "year", ""): "open open no no",
    ("GET", "all_tokens", "", ""): "no no open no",
    ("POST", "revoke_token", "token", ""): "gone no open no",
}

# 督查员 of the overseeing level meets what one of another zone does, but for this: it reads, and changes nothing.
FROM_ABOVE: dict[tuple[str, str, str, str], str] = {
    ("GET", "record", "handed_out", ""): "open",
    ("GET", "document", "document", ""): "open",
    ("GET", "evidence", "evidence", ""): "open",
    ("GET", "act", "handed_out", "report"): "no",
    ("GET", "act", "handed_out", "submit"): "no",
    ("GET", "act", "handed_out", "instruct"): "no",
    ("GET", "act", "handed_out", "close"): "no",
    ("POST", "take_back", "handed_out", ""): "open",  # whose step it was is flow's to say
    ("GET", "item", "project", ""): "open",
    ("GET", "item_act", "project", "sign"): "no",
    ("POST", "item_take_back", "project", ""): "open",
    ("GET", "register_row", "firm", "firm"): "open",
    ("GET", "edit_row", "firm", "firm"): "no",
    ("POST", "retire_row", "firm", "firm"): "no",
    ("POST", "register_personal", "firm", "firm"): "open",  # noted as any look
    ("GET", "consultation_text", "consultation", ""): "open",
    ("GET", "campaign_day", "campaign", ""): "open",
    ("GET", "consultation_sheet", "consultation", ""): "open",
    ("GET", "milestones", "handed_out", ""): "no",
    ("POST", "milestones", "handed_out", ""): "open",  # and refused by flow
    ("GET", "notice", "notice", ""): "open",
    ("GET", "notice_letter", "notice", ""): "open",
    ("GET", "raise_notice", "notice", ""): "no",
    ("GET", "notice_act", "notice", "reply"): "no",
    ("GET", "notice_act", "notice", "withdraw"): "no",
}

# (method, route, object or "", further address parts) → what each actor meets.
EXPECTED: dict[tuple[str, str, str, str], str] = {
    ("GET", "sign_in", "", ""): THE_WORLD,
    ("GET", "oidc", "", ""): " ".join(["gone"] * 7),
    ("GET", "oidc_return", "", ""): " ".join(["gone"] * 7),
    ("GET", "second_factor", "", ""): ANYONE_SIGNED_IN,
    ("GET", "set_up_factor", "", ""): ANYONE_SIGNED_IN,
    ("POST", "sign_out", "", ""): " ".join(["sign-in"] * 7),
    ("GET", "choose_post", "", ""): ANYONE_SIGNED_IN,
    ("GET", "change_password", "", ""): ANYONE_SIGNED_IN,
    ("GET", "no_such_address", "", ""): "gone gone gone gone gone gone gone",
    ("GET", "tokens", "", ""): ANYONE_SIGNED_IN,
    ("GET", "all_tokens", "", ""): NOBODY_OF_THESE,
    ("POST", "revoke_token", "token", ""): "gone gone gone open gone gone sign-in",
    ("GET", "organisation", "", ""): SUPERVISORS,
    ("GET", "new_unit", "", ""): NOBODY_OF_THESE,
    ("GET", "unit", "unit", ""): NOBODY_OF_THESE,
    ("GET", "new_person", "", ""): NOBODY_OF_THESE,
    ("GET", "person", "person", ""): NOBODY_OF_THESE,
    ("POST", "new_post", "person", ""): NOBODY_OF_THESE,
    ("GET", "change_post", "post", ""): NOBODY_OF_THESE,
    ("GET", "end_post", "post", ""): NOBODY_OF_THESE,
    ("GET", "new_deputy", "post", ""): NOBODY_OF_THESE,
    ("POST", "reset_password", "person", ""): NOBODY_OF_THESE,
    ("POST", "reset_factor", "person", ""): NOBODY_OF_THESE,
    ("POST", "deactivate", "person", ""): NOBODY_OF_THESE,
    ("POST", "reactivate", "person", ""): NOBODY_OF_THESE,
    ("GET", "grants", "", ""): NOBODY_OF_THESE,
    ("POST", "approve_grant", "grant", ""): NOBODY_OF_THESE,
    ("POST", "refuse_grant", "grant", ""): NOBODY_OF_THESE,
    ("POST", "withdraw_grant", "grant", ""): NOBODY_OF_THESE,
    ("GET", "audit_log", "", ""): NOBODY_OF_THESE,
    ("GET", "audit_log_sheet", "", ""): NOBODY_OF_THESE,
    ("GET", "seals", "", ""): NOBODY_OF_THESE,
    ("GET", "hand_over", "post", ""): OWN_SUPERVISOR,
    ("GET", "signatures", "person", ""): NOBODY_OF_THESE,
    ("GET", "home", "", ""): ANYONE_SIGNED_IN,
    ("GET", "ledger", "", ""): ANYONE_SIGNED_IN,
    ("GET", "task_sheet", "", ""): ANYONE_SIGNED_IN,
    ("GET", "act_on_many", "", ""): "no no no no no no sign-in",  # nothing ticked
    ("GET", "new_task", "", ""): SUPERVISORS,
    ("POST", "new_task", "", ""): SUPERVISORS,
    ("GET", "record", "draft", ""): THE_ZONE,
    ("GET", "record", "handed_out", ""): INVOLVED,
    ("GET", "act", "draft", "assign"): THE_ZONE,
    ("GET", "act", "handed_out", "report"): "open no open open gone gone sign-in",
    ("GET", "act", "handed_out", "submit"): "no no open open gone gone sign-in",
    ("GET", "act", "handed_out", "instruct"): "no open no no gone gone sign-in",
    ("GET", "act", "handed_out", "close"): "no no no no gone gone sign-in",  # not in this state
    ("GET", "instructions", "", ""): ZONE_WIDE,
    ("GET", "new_instruction", "", ""): "no open no no no no sign-in",
    ("GET", "instruction", "instruction", ""): ZONE_WIDE_OWN,
    ("POST", "keep_instruction", "instruction", ""): OWN_SUPERVISOR,
    ("GET", "instruction_task", "instruction", ""): OWN_SUPERVISOR,
    ("GET", "progress_sheets", "", ""): "open no open open open open sign-in",
    ("GET", "unit_sheet", "", ""): "gone no open open open gone sign-in",  # no unit named
    ("GET", "progress_sheet", "sheet", ""): "open no open open gone gone sign-in",
    ("POST", "confirm_sheet", "sheet", ""): "open no open open gone gone sign-in",
    ("POST", "discard_sheet", "sheet", ""): "open no gone gone gone gone sign-in",  # the first one discards it
    ("GET", "sheet_refused", "sheet", ""): "open no open open gone gone sign-in",
    ("POST", "take_back", "handed_out", ""): INVOLVED,  # whose step it was is flow's to say
    ("GET", "milestones", "handed_out", ""): "open no open open gone gone sign-in",
    ("POST", "milestones", "handed_out", ""): "open no open open gone gone sign-in",
    ("GET", "weeks", "", ""): ANYONE_SIGNED_IN,
    ("GET", "gantt", "", ""): ANYONE_SIGNED_IN,
    ("GET", "holidays", "", ""): ANYONE_SIGNED_IN,
    ("POST", "holidays", "year", ""): ANYONE_SIGNED_IN,  # who edits is the table's to say
    ("GET", "evidence", "evidence", ""): INVOLVED,
    ("GET", "light_rules", "", "task"): ANYONE_SIGNED_IN,
    ("GET", "revise_rules", "", "task"): SUPERVISORS,
    ("GET", "pipelines", "", ""): ANYONE_SIGNED_IN,
    ("GET", "items", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "item_sheet", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "act_on_items", "", "project"): "no no no no no no sign-in",  # nothing ticked
    ("GET", "items_about", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "items_board", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "items_calendar", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "items_funnel", "", "project"): ANYONE_SIGNED_IN,
    ("GET", "new_item", "", "project"): "open no open open open open sign-in",
    ("GET", "item", "project", ""): INVOLVED,
    ("GET", "item_act", "project", "sign"): "open no open open gone gone sign-in",
    ("POST", "item_take_back", "project", ""): INVOLVED,  # whose step it was is flow's to say
    ("GET", "consultation_text", "consultation", ""): INVOLVED,
    ("GET", "campaign_day", "campaign", ""): INVOLVED,
    ("GET", "consultation_sheet", "consultation", ""): INVOLVED,
    ("GET", "types", "", ""): SUPERVISORS,
    ("GET", "type_settings", "", "project"): SUPERVISORS,
    ("GET", "visit_plan", "", ""): ANYONE_SIGNED_IN,
    ("GET", "register", "", "firm"): ANYONE_SIGNED_IN,
    ("GET", "register_sheet", "", "firm"): ANYONE_SIGNED_IN,
    ("GET", "row_names", "", "firm"): ANYONE_SIGNED_IN,
    ("GET", "new_row", "", "firm"): "open no open open open open sign-in",
    ("GET", "register_row", "firm", "firm"): REGISTERED,
    ("GET", "edit_row", "firm", "firm"): "open no open open open gone sign-in",
    ("POST", "retire_row", "firm", "firm"): "open no open open open gone sign-in",
    ("POST", "register_personal", "firm", "firm"): "open no open open open gone sign-in",
    ("GET", "sheet_imports", "", "register/firm"): "open no open open open open sign-in",
    ("GET", "sheet_imports", "", "type/project"): "open no open open open open sign-in",
    ("GET", "blank_sheet", "", "register/firm"): "open no open open open open sign-in",
    ("GET", "sheet_import", "sheet_import", ""): "open no gone gone gone gone sign-in",  # 王敏 uploaded it
    ("POST", "correct_sheet", "sheet_import", ""): "open no gone gone gone gone sign-in",
    ("POST", "settle_sheet", "sheet_import", ""): "open no gone gone gone gone sign-in",
    ("POST", "confirm_sheet_import", "sheet_import", ""): "open no gone gone gone gone sign-in",
    ("POST", "discard_sheet_import", "sheet_import", ""): "open no gone gone gone gone sign-in",
    ("GET", "sheet_import_doubts", "sheet_import", ""): "open no gone gone gone gone sign-in",
    ("GET", "comparisons", "", ""): ZONE_WIDE,
    ("GET", "comparison", "comparison", ""): ZONE_WIDE_OWN,
    ("GET", "added_measures", "comparison", ""): ZONE_WIDE_OWN,
    ("POST", "add_own", "comparison", ""): OWN_SUPERVISOR,
    ("POST", "compare_again", "comparison", ""): OWN_SUPERVISOR,
    ("GET", "clause", "comparison", ""): "gone gone no no no gone sign-in",  # no clause named
    ("POST", "adopt_clause", "comparison", ""): OWN_SUPERVISOR,
    ("GET", "newer_version", "document", ""): OWN_SUPERVISOR,
    ("GET", "older_version", "document", ""): OWN_SUPERVISOR,
    ("GET", "revision", "revision", ""): ZONE_WIDE_OWN,
    ("POST", "adopt_added", "revision", ""): OWN_SUPERVISOR,
    ("POST", "settle_unchanged", "revision", ""): OWN_SUPERVISOR,
    ("POST", "withdraw_revision", "revision", ""): "open no no no no gone sign-in",
    ("POST", "settle_affected", "affected", "keep"): OWN_SUPERVISOR,
    ("GET", "occasions", "", ""): ZONE_WIDE,
    ("GET", "occasion", "occasion", ""): ZONE_WIDE_OWN,
    ("GET", "occasion_theme", "occasion", ""): "gone gone no no no gone sign-in",  # no theme named
    ("POST", "compare_zones_again", "occasion", ""): OWN_SUPERVISOR,
    ("GET", "occasion_sheet", "occasion", ""): ZONE_WIDE_OWN,
    ("GET", "series_list", "", ""): ZONE_WIDE,
    ("GET", "series", "series", ""): ZONE_WIDE_OWN,
    ("GET", "series_voice", "series", ""): "gone gone no no no gone sign-in",  # nobody named
    ("POST", "series_again", "series", ""): OWN_SUPERVISOR,
    ("GET", "trend_sheet", "series", ""): ZONE_WIDE_OWN,
    ("GET", "emphasis_sheet", "series", ""): "gone gone no no no gone sign-in",  # nobody named
    ("GET", "coverage_sheet", "comparison", ""): ZONE_WIDE_OWN,
    ("GET", "coverage_word", "comparison", ""): ZONE_WIDE_OWN,
    ("GET", "search", "", ""): ANYONE_SIGNED_IN,
    ("GET", "inbox", "", ""): ANYONE_SIGNED_IN,
    ("GET", "answer_reminder", "reminder", ""): "gone gone open gone gone gone sign-in",  # its post's own
    ("GET", "notices", "", ""): ANYONE_SIGNED_IN,
    ("GET", "issue_notice", "", ""): "no no no no no no sign-in",  # nothing ticked
    ("GET", "notice", "notice", ""): INVOLVED,
    ("GET", "raise_notice", "notice", ""): "no no no no no gone sign-in",  # not overdue
    ("GET", "notice_letter", "notice", ""): INVOLVED,
    ("GET", "notice_act", "notice", "reply"): "open no open open gone gone sign-in",
    ("GET", "notice_act", "notice", "withdraw"): "open no no no gone gone sign-in",
    ("GET", "jobs", "", ""): SUPERVISORS,
    ("GET", "documents", "", ""): ANYONE_SIGNED_IN,
    ("GET", "document", "document", ""): INVOLVED,
    ("GET", "intake", "", ""): ZONE_WIDE,
    ("POST", "hand_in", "", ""): SUPERVISORS,
    ("GET", "review", "review", ""): ZONE_WIDE_OWN,
    ("GET", "review_of_document", "document", ""): ZONE_WIDE_OWN,
    ("POST", "propose_again", "review", ""): OWN_SUPERVISOR,
    ("POST", "retitle_review", "review", ""): OWN_SUPERVISOR,
    ("POST", "confirm_review", "review", ""): OWN_SUPERVISOR,
    ("POST", "add_proposal", "review", ""): OWN_SUPERVISOR,
    ("POST", "act_on_chosen", "review", ""): OWN_SUPERVISOR,
    ("GET", "proposal", "proposal", ""): OWN_SUPERVISOR,
    ("POST", "edit_proposal", "proposal", ""): OWN_SUPERVISOR,
    ("POST", "settle_proposal", "proposal", ""): OWN_SUPERVISOR,
    ("POST", "split_proposal", "proposal", ""): OWN_SUPERVISOR,
    ("POST", "drop_proposal", "proposal", ""): OWN_SUPERVISOR,
    ("POST", "restore_proposal", "proposal", ""): OWN_SUPERVISOR,
    ("GET", "ledger_imports", "", ""): SUPERVISORS,
    ("POST", "ledger_imports", "", ""): SUPERVISORS,
    ("GET", "ledger_import", "import", ""): OWN_SUPERVISOR,
    ("POST", "correct_import", "import", ""): OWN_SUPERVISOR,
    ("POST", "settle_import", "import", ""): OWN_SUPERVISOR,
    ("POST", "confirm_import", "import", ""): OWN_SUPERVISOR,
    ("POST", "discard_import", "import", ""): OWN_SUPERVISOR,
    ("GET", "import_doubts", "import", ""): OWN_SUPERVISOR,
}


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "api":  # asked by token, not by session: api/test_matrix.py
                continue
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


def test_every_route_has_a_row() -> None:
    known = {route.name for route in routes(get_resolver().url_patterns)}
    assert known == {route for _method, route, _object, _rest in EXPECTED}


def test_every_view_says_who_may_open_it() -> None:
    silent = [r.name for r in routes(get_resolver().url_patterns) if not hasattr(r.callback, "allowed_roles")]
    assert silent == []


REGISTERS = ("firm",)


@pytest.fixture(scope="module")
def made(kept: None) -> tuple[People, dict[str, int]]:
    people = settle()
    things = one_of_everything(people)
    connection.check_constraints()
    return people, things


@pytest.fixture
def people(made: tuple[People, dict[str, int]], db: None) -> People:
    return deepcopy(made[0])


@pytest.fixture
def things(made: tuple[People, dict[str, int]]) -> dict[str, int]:
    return made[1]


def address_parts(thing: str, rest: str, things: dict[str, int]) -> list[Any]:
    """What the address names. A register's row stands behind the name of its register."""
    parts = [*([things[thing]] if thing else []), *(rest.split("/") if rest else [])]
    return parts[::-1] if thing in REGISTERS else parts


def met(response: HttpResponse) -> str:
    """What an actor met, in the words of the table."""
    assert response.status_code < 500
    if response.status_code == 302 and response["Location"].startswith(reverse("sign_in")):
        return "sign-in"
    if response.status_code == 404:
        return "gone"
    is_refused = response.status_code in (400, 403) and not response.streaming
    words = response.content.decode() if is_refused else ""
    return "no" if response.status_code == 403 or "您的岗位" in words else "open"


@pytest.mark.parametrize(("key", "row"), EXPECTED.items(), ids=lambda part: "-".join(part) if len(part) == 4 else "")
def test_each_post_meets_what_the_table_says(
    key: tuple[str, str, str, str], row: str, people: People, things: dict[str, int]
) -> None:
    method, route, thing, rest = key
    args = address_parts(thing, rest, things)
    found = {}
    for actor in ACTORS + OTHERS:
        browser = browser_of(getattr(people, actor, None))
        response = browser.generic(method, reverse(route, args=args))
        found[actor] = met(response)
    above, _leader = oversee(people.zone)
    assert met(browser_of(above).generic(method, reverse(route, args=args))) == FROM_ABOVE.get(key, found["zhou"])
    others = OTHERS_MEET[key] if key in OTHERS_MEET else LIKEWISE[row]
    assert found == dict(zip(ACTORS + OTHERS, f"{row} {others}".split(), strict=True))


@pytest.mark.parametrize("key", [key for key in EXPECTED if key[0] == "GET"], ids="-".join)
def test_no_file_leaves_without_a_line_in_the_audit_log(
    key: tuple[str, str, str, str], people: People, things: dict[str, int]
) -> None:
    _method, route, thing, rest = key
    args = address_parts(thing, rest, things)
    for actor in ("wang", "li", "auditor"):
        left = AuditEntry.objects.filter(kind__in=(Kind.EXPORT, Kind.DOWNLOAD))
        before = left.count()
        answer = browser_of(getattr(people, actor)).get(reverse(route, args=args))
        if "attachment" in answer.get("Content-Disposition", ""):
            assert left.count() == before + 1


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 10**30])
def test_an_id_that_is_none_is_not_found(pk: int, people: People) -> None:
    browser = browser_of(people.wang)
    for route in ("record", "evidence", "document", "review", "notice", "answer_reminder"):
        assert browser.get(reverse(route, args=[pk])).status_code == 404
    for route in ("unit", "person", "end_post"):
        assert browser_of(people.system).get(reverse(route, args=[pk])).status_code == 404
