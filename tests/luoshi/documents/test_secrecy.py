"""What is a secrecy marking, and what only speaks of secrets."""

from pathlib import Path

import pytest

from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import marking, refuse_marked

BODY = "云溪高新区关于做好防汛工作的通知\n各街道：\n要加固三处堤防。\n"


@pytest.mark.parametrize(
    "line",
    [
        "秘密", "机密", "绝密", "秘　密", "机 密", "秘密★1年", "机密★10年", "绝密★长期", "秘密★ 6个月", "机密★",
        "秘密☆1年", "密级：秘密", "密 级：机密★1年", "【秘密】", "　　机密★１年", "机密★1年　特急",
        "秘密★1年        000012", "№000012  机密★1年", "份号：00012 秘密", "机密★启用前",
    ],
)  # fmt: skip
def test_a_marking_in_the_head_is_found(line: str) -> None:
    assert marking(f"{line}\n{BODY}")
    assert marking(f"云溪高新区管委会文件\n\n{line}\n特急\n{BODY}")


def test_a_starred_marking_in_a_later_pages_header_is_found() -> None:
    assert marking(BODY * 20 + "\n机密★1年\n" + BODY)


@pytest.mark.parametrize(
    "line",
    [
        "涉及国家秘密的，按照有关规定执行。", "保守国家秘密和商业秘密。", "（四）严守工作秘密，不得泄露。",
        "商业秘密", "国家秘密", "机密文件销毁办法", "工作秘密", "内部资料，注意保存", "保密审查：王敏", "密级：无",
        "秘密就在车间里",
    ],
)  # fmt: skip
def test_words_about_secrets_are_no_marking(line: str) -> None:
    assert marking(f"{line}\n{BODY}") is None


def test_a_bare_word_deep_in_a_table_is_no_marking() -> None:
    assert marking(BODY * 10 + "\n秘密\n" + BODY) is None


def test_the_refusal_says_that_nothing_was_kept_and_repeats_nothing() -> None:
    with pytest.raises(Refused) as refusal:
        refuse_marked(f"机密★1年\n{BODY}")
    assert "文件未保存" in refusal.value.reason
    assert "防汛" not in refusal.value.reason


def test_every_public_document_beside_the_checkout_is_accepted(shared: Path) -> None:
    marked = {path.name for path in shared.glob("documents/*/*.txt") if marking(path.read_text("utf-8-sig"))}
    assert marked == set()
