import pytest

from gongwen.mentions.documents import find_documents


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("落实《招商引资管理办法》，", "招商引资管理办法", None),
        ("按照《关于促进创新的若干措施》（云政发〔2025〕10号）", "关于促进创新的若干措施", "云政发〔2025〕10号"),
        ("根据云政办发[2024]3号要求", None, "根据云政办发[2024]3号"),
        ("《关于印发《城市更新方案》的通知》", "关于印发《城市更新方案》的通知", None),
        ("《城市\n更新方案》", "城市更新方案", None),
        ("国令第733号", None, "国令第733号"),
    ],
)
def test_a_document_by_title_and_number(text: str, title: str | None, number: str | None) -> None:
    (found,) = find_documents(text)
    assert found.value == {"title": title, "number": number}


@pytest.mark.parametrize("text", ["《未完的题名", "第3号院", "2025年10号"])
def test_what_is_no_document(text: str) -> None:
    assert list(find_documents(text)) == []
