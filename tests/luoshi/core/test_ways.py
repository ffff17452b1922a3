import pytest
from django.test import RequestFactory

from luoshi.core.ways import way_back


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://testserver/ledger/?page=2", "/ledger/?page=2"),
        ("http://elsewhere.example/ledger/", None),
        ("//elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("http://testserver/here/", None),
        ("", None),
    ],
)
def test_the_way_back_leads_to_another_page_of_this_site_or_nowhere(referrer: str, back: str | None) -> None:
    assert way_back(RequestFactory().get("/here/", headers={"referer": referrer})) == back
