"""One of everything an address of the site can name."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from ledgers import task, workbook
from people import People, appoint, draft, take_to

from luoshi.api.tokens import issue
from luoshi.core import clock
from luoshi.coverage.actions import compare
from luoshi.coverage.time.actions import follow
from luoshi.coverage.zones.actions import begin
from luoshi.documents.actions import store
from luoshi.intake.actions import hand_in
from luoshi.intake.ledger_import.actions import take_in
from luoshi.intake.progress_sheet.actions import take_in as take_in_sheet
from luoshi.org.grants import propose_end
from luoshi.org.roles import Role
from luoshi.pipelines.importing.actions import take_in as take_in_list
from luoshi.pipelines.importing.register_rows import RegisterTarget
from luoshi.pipelines.registers.keeping import add
from luoshi.pipelines.service.firms import FIRMS
from luoshi.records.actions import Quote
from luoshi.records.births import bring_in
from luoshi.records.models import Evidence
from luoshi.records.registry import record_type
from luoshi.records.types.instruction import write
from luoshi.revisions.actions import hand_in_newer
from luoshi.supervision import issuing
from luoshi.supervision.models import Reminder

SHEET = ("任务编号", "版本", "本次进展情况")
TEXT = "一、重点任务。\n（一）建设概念验证中心，2026年底前建成。（牵头单位：科技创新局）\n"
SUPERIOR = "一、重点任务。\n加快建设中试平台。\n"


def one_of_everything(people: People) -> dict[str, int]:
    """The id of one of everything an address can name, all of the 云溪高新区; the tasks are led by the 科技创新局."""
    review = hand_in(TEXT, people.wang, published=dt.date(2026, 1, 5))
    document = review.reading.document
    start = TEXT.index("建设")
    quote = Quote(document, [[start, start + 8]], TEXT[start : start + 8])
    handed_out = take_to(draft(people, quotes=[quote]), "working", people)
    evidence = Evidence.objects.create(
        record=handed_out, event=handed_out.events.last(), name="照片.jpg", sha256="ab" * 32, size=3,
        file=SimpleUploadedFile("x", b"abc"),
    )  # fmt: skip
    [notice] = issuing.issue([handed_out], issuing.NewNotice("blue", "滞后。", "重点任务", "赶上。", 3), people.wang)
    reminder = Reminder.objects.create(post=people.li, record=handed_out, rule="late", about=handed_out.due)
    made = hand_in_newer(document, people.wang, TEXT.replace("2026年底前", "2026年6月底前"))
    someone = appoint("wufan", "吴凡", people.science, Role.OWNER)
    return {
        "year": 2026,
        "unit": people.science.pk,
        "person": someone.person_id,
        "post": someone.pk,
        "grant": propose_end(people.system, someone, dt.date(2026, 12, 31)).pk,
        "draft": draft(people, "尚未交办的任务").pk,
        "sheet": take_in_sheet(workbook([["无", 0, "已办。"]], SHEET), "报送表.xlsx", clock.today(), people.li).pk,
        "instruction": write("请抓紧研究。", people.zhao).pk,
        "handed_out": handed_out.pk,
        "evidence": evidence.pk,
        "notice": notice.pk,
        "comparison": compare(
            store("一、总体安排。\n加快建设中试平台。\n", people.wang).document, [document], people.wang
        ).pk,
        "revision": made.pk,
        "affected": made.affected.get(kind="task").pk,
        "occasion": begin([document, store(SUPERIOR, people.wang).document], people.wang).pk,
        "series": follow(
            {
                document: dt.date(2026, 1, 5),
                store("一、重点任务。\n建设中试平台。\n", people.wang).document: dt.date(2025, 1, 5),
            },
            "",
            people.wang,
        ).pk,
        "project": bring_in(record_type("project"), people.li, title="激光雷达基地").pk,
        "firm": add(FIRMS, people.wang, name="云溪光电有限公司").pk,
        "campaign": bring_in(
            record_type("campaign"),
            people.wang,
            title="百日攻坚",
            starts=dt.date(2026, 3, 2),
            due=dt.date(2099, 6, 9),
            lead=people.science,
        ).pk,
        "consultation": bring_in(
            record_type("consultation"),
            people.wang,
            title="征求意见",
            document=document,
            due=dt.date(2099, 1, 1),
            lead=people.science,
            support=[people.building],
        ).pk,
        "reminder": reminder.pk,
        "document": document.pk,
        "review": review.pk,
        "proposal": review.proposals.first().pk,
        "token": issue(people.chen, "数据平台", ["read"], clock.today() + dt.timedelta(days=9))[0].pk,
        "import": take_in(workbook([task("建设中试基地")]), "台账.xlsx", people.wang).pk,
        "sheet_import": take_in_list(
            workbook([["青杉软件有限公司"]], ("企业名称",)), "企业.xlsx", RegisterTarget(FIRMS), people.wang
        ).pk,
    }
