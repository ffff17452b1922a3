"""A row's cells as one task's start. Nothing is guessed silently: every guess is a doubt at its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from luoshi.documents.models import Document
from luoshi.intake.ledger_import import own_cells
from luoshi.intake.ledger_import.statuses import percent_of, state_of
from luoshi.org.models import Person, Post, Unit
from luoshi.records.actions import NewTask, Plan, Quote, Standing, Start
from luoshi.records.types.task import HANDED_OUT, TASK
from luoshi.records.types.task_detail import Source
from luoshi.sheets.cells import Cells, written
from luoshi.sheets.days import day_of
from luoshi.sheets.names import Names, person_key, unit_key

TITLE, LINE = 300, 200
NOT_HANDED_OUT = ("draft", "pending")


@dataclass(frozen=True, slots=True)
class Context:
    """What every row needs to know: the zone's names and documents, and the sheet's day, year and file."""

    post: Post
    names: Names
    documents: dict[str, Document]
    as_of: dt.date
    year: int
    source: str
    as_drafts: bool
    handed_out_on: dt.date | None = None
    settled: Mapping[str, str] = field(default_factory=dict)  # settling.py


@dataclass(frozen=True, slots=True)
class Who:
    lead: Unit | None
    joint: tuple[Unit, ...]
    support: tuple[Unit, ...]
    leader: Person | None
    owner: Person | None
    unknown: tuple[str, ...]  # what the remark keeps of names that are nobody's


def start_of(cells: Cells, context: Context, theme: str = "") -> Start:
    """The task of a row that has a title."""
    who = _who(cells, context)
    due, due_words = _due(cells, context)
    words, plans = _plans(cells, context)
    said, closed_on, conclusion = own_cells.remark(cells.text("remark"), context.as_of.year)
    remark, original_due, extensions = own_cells.extended(said, context.as_of.year)
    origin = _origin(cells)
    full_title = " ".join(cells.text("title").split())
    new = NewTask(
        title=cells.line("title", TITLE),
        wording=cells.text("wording") or origin.wording or (full_title if len(full_title) > TITLE else ""),
        theme=theme[:TITLE],
        steps=own_cells.steps(cells.text("steps")),
        source=origin.source,
        source_note=origin.note,
        lead=who.lead,
        joint=who.joint,
        support=who.support,
        leader=who.leader,
        owner=who.owner,
        due=due,
        due_text=_cut(cells, "due_text", "\n".join(filter(None, (words, due_words))), LINE),
        goal=_cut(cells, "goal", cells.text("goal"), TITLE),
        quotes=_quotes(origin, context),
        remark=_cut(cells, "remark", "；".join(filter(None, (remark, *who.unknown))), LINE),
    )
    standing = _standing(cells, context, closed_on, conclusion)
    standing = replace(standing, original_due=original_due, extensions=extensions)
    return Start(_without_note(new), _held(cells, new, standing), plans, _told(cells, context))


def _cut(cells: Cells, name: str, text: str, longest: int) -> str:
    if len(text) > longest:
        cells.doubt(name, f"超过 {longest} 字，只取前 {longest} 字")
    return text[:longest]


def _who(cells: Cells, context: Context) -> Who:
    names, unknown = context.names, []
    units: dict[str, list[Unit]] = {"lead": [], "support": []}
    for about, label in (("lead", "牵头单位"), ("support", "责任单位")):
        for name, match in names.units_in(cells.text(about)):
            if match.doubt:
                cells.doubt(about, match.doubt, unit_key(name))
            if match.found:
                units[about].append(match.found)
            else:
                unknown.append(f"原表{label}：{name}")
    if not units["lead"] and not cells.places.get("lead") and units["support"]:
        cells.doubt("support", f"没有牵头单位一栏，取“{units['support'][0]}”牵头")
        units["lead"], units["support"] = units["support"][:1], units["support"][1:]
    chosen = names.units_by_id.get(context.settled.get(f"lead@{cells.row + 1}", ""))
    leads = list(dict.fromkeys(units["lead"])) or ([chosen] if chosen else [])
    lead = leads[0] if leads else None
    support = dict.fromkeys(unit for unit in units["support"] if unit not in leads)
    people = {about: _person(cells, about, context, lead, unknown) for about in ("leader", "owner")}
    return Who(lead, tuple(leads[1:]), tuple(support), people["leader"], people["owner"], tuple(unknown))


def _person(cells: Cells, about: str, context: Context, lead: Unit | None, unknown: list[str]) -> Person | None:
    found = []
    label = "牵头领导" if about == "leader" else "责任人"
    for name, match in context.names.person_in(cells.text(about), lead):
        if match.doubt:
            cells.doubt(about, match.doubt, person_key(name))
        if match.found:
            found.append(match.found)
        if not match.found or len(found) > 1:
            unknown.append(f"原表{label}：{name}")
    if len(found) > 1:
        cells.doubt(about, f"写了{len(found)}个人，取第一个，其余记入备注")
    return found[0] if found else None


def _due(cells: Cells, context: Context) -> tuple[dt.date | None, str]:
    """The day, and the cell's words where they say more than the day does."""
    given = cells.all("due")
    if not given:
        return _chosen_day(context, f"due@{cells.row + 1}"), ""
    words, key = given[0] if isinstance(given[0], str) else "", f"day:{written(given[0])[:LINE]}"
    chosen = _chosen_day(context, key)
    if chosen:
        return chosen, words
    read = day_of(given[0], context.year)
    if read.doubt:
        cells.doubt("due", f"{read.doubt}{f'：{read.day}' if read.day else '，时限留空'}", key)
    elif read.is_open:
        cells.doubt("due", "没有具体日期，时限留空", key)
    return read.day, words


def _chosen_day(context: Context, key: str) -> dt.date | None:
    chosen = context.settled.get(key)
    return dt.date.fromisoformat(chosen) if chosen else None


def _plans(cells: Cells, context: Context) -> tuple[str, list[Plan]]:
    words, nodes = own_cells.nodes(cells.text("due_text"), context.as_of.year)
    if any(node.is_evidenced for node in nodes):
        cells.doubt("due_text", "打√的节点，佐证不随表导入，须重新上传")
    return words, [Plan(node.title, node.due, _post(node.person, context)) for node in nodes]


def _post(name: str, context: Context) -> Post | None:
    return next((post for person, post in context.names.posts if person.name == name), None)


def _origin(cells: Cells) -> own_cells.Origin:
    found = own_cells.origin(cells.text("source"))
    if len(found.note) > LINE:
        cells.doubt("source", f"来源超过 {LINE} 字，全文记作原句")
        return replace(found, wording=found.wording or found.note, note=found.note[:LINE])
    return found


def _quotes(origin: own_cells.Origin, context: Context) -> list[Quote]:
    """The words where they stand in a document that the zone holds."""
    quotes = []
    for title, _number, words in origin.quotes:
        document = context.documents.get(title)
        start = document.text.find(words) if document else -1
        if document and start >= 0:
            quotes.append(Quote(document, [[start, start + len(words)]], words))
    return quotes if len(quotes) == len(origin.quotes) else []


def _without_note(new: NewTask) -> NewTask:
    """A task that cites its document needs no note of it."""
    return replace(new, source_note="") if new.quotes and new.source == Source.DOCUMENT else new


def _standing(cells: Cells, context: Context, closed_on: dt.date | None, conclusion: str) -> Standing:
    reported_on, note, own_percent = own_cells.progress(cells.text("progress"), context.as_of.year)
    words = cells.text("status")
    shares = [percent_of(cell) for cell in cells.all("percent")[:1] or cells.all("status")[:1]]
    percent = own_percent if own_percent is not None else next(iter(shares), None)
    state = _state(cells, words, bool(note), percent, context)
    closed = cells.all("closed")
    if closed and not closed_on:
        closed_on = day_of(closed[0], context.year).day
    if state == "closed" and not conclusion:
        conclusion = f"原台账记为“{words}”（截至{context.as_of}），导入时未经本系统核查。"
    return Standing(
        state=state,
        handed_out_on=_handed_out_on(cells, state, context),
        percent=percent,
        progress_note=note,
        problem=cells.text("problem"),
        next_step=cells.text("next_step"),
        reported_on=reported_on or (context.as_of if note else None),
        closed_on=(closed_on or context.as_of) if state == "closed" else None,
        conclusion=conclusion if state == "closed" else "",
    )


def _handed_out_on(cells: Cells, state: str, context: Context) -> dt.date | None:
    """The row's own day, else the one set for the whole ledger, no later than the day it stands for."""
    if state in NOT_HANDED_OUT:
        return None
    given = cells.all("handed_out")
    day = day_of(given[0], context.year).day if given else None
    if given and day is None:
        cells.doubt(
            "handed_out", "看不懂交办日期，按全表的交办日期" if context.handed_out_on else "看不懂，交办日期留空"
        )
    common = min(context.handed_out_on, context.as_of) if context.handed_out_on else None
    return day or common


def _state(cells: Cells, words: str, is_under_way: bool, percent: int | None, context: Context) -> str:
    if context.as_drafts:
        return "draft"
    default = "working" if is_under_way or percent else "assigned"
    if percent == 100 and not state_of(words):
        cells.doubt("percent" if cells.places.get("percent") else "status", "写明 100%，未写办结，按办理中")
    if not words or percent is not None:
        return state_of(words) or default
    state = state_of(words)
    if state is None:
        cells.doubt("status", f"看不懂，按“{TASK.state(default).label}”")
    return state or default


def _held(cells: Cells, new: NewTask, standing: Standing) -> Standing:
    """What nobody must do or has no day is not handed out: it comes as a draft."""
    lacking = [label for label, value in (("牵头单位", new.lead), ("完成时限", new.due)) if not value]
    if standing.state not in HANDED_OUT or not lacking:
        return standing
    name = "lead" if new.lead is None else "due"
    # What a cell says is settled for all that say it; of an empty one the row alone can be.
    key = "" if cells.all(name) else f"{name}@{cells.row + 1}"
    cells.doubt(name, f"缺{'、'.join(lacking)}，先列为草稿", key)
    return replace(standing, state="draft", handed_out_on=None)


def _told(cells: Cells, context: Context) -> str:
    status = cells.text("status")
    word = f"，原表状态“{status}”" if status else ""
    return f"自{context.source}第{cells.row + 1}行导入，情况截至{context.as_of}{word}；此前的办理经过不在本系统。"
