"""Which operation answers which post: every operation, every actor, against the table written out here."""

from pathlib import Path
from typing import Any

import pytest
from calling import Caller
from django.core.files.uploadedfile import SimpleUploadedFile
from ledgers import task, workbook
from people import People, draft, take_to

from luoshi.api.urls import api
from luoshi.intake.actions import hand_in
from luoshi.intake.ledger_import.actions import take_in
from luoshi.records.births import bring_in
from luoshi.records.models import Evidence
from luoshi.records.registry import record_type
from luoshi.revisions.actions import hand_in_newer
from luoshi.supervision.issuing import NewNotice, issue

# 督查员, 领导, 牵头单位联络员, 牵头单位责任人, 无关单位联络员, 外区督查员
ACTORS = ("wang", "zhao", "li", "chen", "sun", "zhou")
ALL = "200 200 200 200 200 200"
THE_ZONE = "200 200 404 404 404 404"
INVOLVED = "200 200 200 200 404 404"
WRITES = {
    "/tasks": "422 409 409 409 409 422",
    "/tasks/{handed_out}/steps/report": "422 409 422 422 404 404",
    "/tasks/{handed_out}/steps/report/with-files": "422 422 422 422 422 422",
    "/tasks/{handed_out}/take-back": "409 409 409 409 404 404",
    "/records/project": "422 409 422 422 422 422",
    "/records/project/{project}/steps/amend": "409 409 409 409 404 404",
    "/records/project/{project}/steps/amend/with-files": "422 422 422 422 422 422",
    "/records/project/{project}/take-back": "409 409 409 409 404 404",
    "/steps/assign": "422 422 422 422 422 422",
    "/documents": "422 422 422 422 422 422",
    "/imports": "422 422 422 422 422 422",
    "/imports/{import}/confirm": "409 404 404 404 404 404",
    "/lights/task": "409 409 409 409 409 409",
    "/notices": "422 422 422 422 422 422",
    "/notices/{notice}/steps/receive": "422 409 409 409 404 404",
    "/notices/{notice}/steps/receive/with-files": "422 422 422 422 422 422",
    "/documents/file": "422 422 422 422 422 422",
    "/reviews/{review}/confirm": "200 409 409 409 409 404",
}
EXPECTED = {
    ("GET", "/me"): ALL,
    ("GET", "/units"): ALL,
    ("GET", "/posts"): ALL,
    ("GET", "/types"): ALL,
    ("GET", "/tasks"): ALL,
    ("GET", "/tasks/{draft}"): THE_ZONE,
    ("GET", "/tasks/{handed_out}"): INVOLVED,
    ("GET", "/tasks/{handed_out}/events"): INVOLVED,
    ("GET", "/records/project"): ALL,
    ("GET", "/records/project/{project}"): INVOLVED,
    ("GET", "/records/project/{project}/events"): INVOLVED,
    ("GET", "/evidence/{evidence}"): INVOLVED,
    ("GET", "/documents"): ALL,
    ("GET", "/documents/{document}"): THE_ZONE,
    ("GET", "/documents/{document}/versions"): THE_ZONE,
    ("GET", "/revisions/{revision}"): THE_ZONE,
    ("GET", "/reviews/{review}"): THE_ZONE,
    ("GET", "/imports/{import}"): "200 404 404 404 404 404",
    ("GET", "/weeks"): ALL,
    ("GET", "/lights/task"): ALL,
    ("GET", "/holidays/2026"): ALL,
    ("GET", "/inbox"): ALL,
    ("GET", "/notices"): ALL,
    ("GET", "/notices/{notice}"): INVOLVED,
    **{("POST", path): row for path, row in WRITES.items()},
}
# What stands in the addresses above for a name that the operation takes.
NAMED = ("report", "assign", "receive", "amend", "task", "project", "2026")
BODY = {
    "/imports/{import}/confirm": {"version": 9},
    "/lights/task": {"rules": [], "reason": ""},
    "/tasks": {"title": ""},
    "/tasks/{handed_out}/steps/report": {"version": 0},
    "/tasks/{handed_out}/take-back": {"version": 0},
    "/records/project/{project}/steps/amend": {"version": 9},
    "/records/project/{project}/take-back": {"version": 9},
    "/notices/{notice}/steps/receive": {"version": 9},
}


@pytest.fixture
def things(people: People, settings: Any, tmp_path: Path) -> dict[str, int]:
    settings.MEDIA_ROOT = tmp_path
    review = hand_in("一、重点任务。\n（一）建设概念验证中心，2026年底前建成。\n", people.wang)
    newer = hand_in_newer(
        review.reading.document, people.wang, "一、重点任务。\n（一）建设概念验证中心，2027年底前建成。\n"
    )
    handed_out = take_to(draft(people), "working", people)
    evidence = Evidence.objects.create(
        record=handed_out, event=handed_out.events.last(), name="照片.jpg", sha256="ab" * 32, size=3,
        file=SimpleUploadedFile("x", b"abc"),
    )  # fmt: skip
    return {
        "import": take_in(workbook([task("建设中试基地")]), "台账.xlsx", people.wang).pk,
        "notice": issue([handed_out], NewNotice("blue", "滞后。", "时限", "赶上。", 3), people.wang)[0].pk,
        "draft": draft(people, "尚未交办的任务").pk,
        "handed_out": handed_out.pk,
        "project": bring_in(record_type("project"), people.li, title="激光雷达基地").pk,
        "evidence": evidence.pk,
        "document": review.reading.document_id,
        "revision": newer.pk,
        "review": review.pk,
    }


def test_every_operation_has_a_row() -> None:
    def shape(path: str) -> str:
        parts = path.removeprefix("/api/v1").split("/")
        return "/".join("{}" if "{" in part or part in NAMED else part for part in parts)

    known = {
        (method.upper(), shape(path)) for path, told in api.get_openapi_schema()["paths"].items() for method in told
    }
    assert {(method, shape(path)) for method, path in EXPECTED} == known


@pytest.mark.parametrize(("key", "row"), EXPECTED.items(), ids=lambda part: " ".join(part) if len(part) == 2 else "")
def test_each_post_meets_what_the_table_says(
    key: tuple[str, str], row: str, people: People, things: dict[str, int]
) -> None:
    method, path = key
    found = {}
    for actor in ACTORS:
        caller = Caller(getattr(people, actor))
        answer = (
            caller.get(path.format(**things)) if method == "GET" else caller.post(path.format(**things), BODY.get(path))
        )
        found[actor] = str(answer.status_code)
    assert found == dict(zip(ACTORS, row.split(), strict=True))
