import pytest
from calling import Caller, error
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from people import People, browser_of

from luoshi.config.middleware import UploadLimit
from luoshi.config.views import csrf_failure, server_error
from luoshi.org.models import Unit


def unread(request: HttpRequest) -> HttpResponse:
    raise AssertionError("the request was let through")


def announced(**headers: str) -> HttpResponse:
    return UploadLimit(unread)(RequestFactory().post("/intake/", headers=headers))


def test_a_file_too_large_is_refused_unread_with_its_limit_and_the_remedy() -> None:
    answer = announced(**{"content-length": str(settings.UPLOAD_LIMIT + 1)})
    assert answer.status_code == 413
    assert "超过 20 MB" in answer.content.decode()
    assert "拆分" in answer.content.decode()


def test_a_request_that_hides_its_size_is_refused() -> None:
    assert announced(**{"transfer-encoding": "Chunked"}).status_code == 411


@pytest.mark.parametrize("length", ["", "abc", "-1", "²", "10", str(settings.UPLOAD_LIMIT)])
def test_other_requests_pass(length: str) -> None:
    passed = UploadLimit(lambda _request: HttpResponse("ok"))
    assert passed(RequestFactory().post("/", headers={"content-length": length})).content == b"ok"


def test_a_large_upload_is_answered_by_the_whole_site_with_a_page(people: People) -> None:
    file = SimpleUploadedFile("big.txt", b"x" * (settings.UPLOAD_LIMIT + 1))
    answer = browser_of(people.system).post("/intake/hand-in/", {"file": file})
    assert answer.status_code == 413
    assert "没有接收" in answer.content.decode()


def test_a_page_not_for_the_post_says_so_and_leads_back(people: People) -> None:
    answer = browser_of(people.li).get("/organisation/", headers={"referer": "http://testserver/ledger/"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "您的岗位（联络员）不能打开此页" in page
    assert 'href="/ledger/"' in page


REFUSED = {"name": "科技创新局", "position": "1"}  # a name already taken


def refused(people: People, **headers: str) -> HttpResponse:
    form = {**REFUSED, "parent": people.zone.pk}
    return browser_of(people.system).post("/organisation/units/new/", form, headers=headers)


def test_a_refused_change_comes_back_to_the_page_it_was_asked_on(people: People) -> None:
    assert refused(people, referer="http://testserver/organisation/").url == "/organisation/"


def test_a_refused_change_from_nowhere_is_a_page(people: People) -> None:
    answer = refused(people)
    assert answer.status_code == 400
    assert "本区已有" in answer.content.decode()


def test_a_refused_change_never_leads_off_the_site(people: People) -> None:
    assert refused(people, referer="https://elsewhere.example/").status_code == 400


def test_htmx_gets_the_refusal_for_the_message_area(people: People) -> None:
    answer = refused(people, **{"hx-request": "true"})
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "本区已有" in answer.content.decode()


def test_a_stale_form_is_explained(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "刷新后再提交" in answer.content.decode()
    assert csrf_failure(RequestFactory().get("/")).status_code == 403


def test_unknown_addresses_and_faults_have_pages_of_their_own(people: People) -> None:
    missing = browser_of(people.li).get("/no-such-page/")
    assert missing.status_code == 404
    assert "找不到" in missing.content.decode()
    assert "系统出错" in server_error(RequestFactory().get("/")).content.decode()


def test_pages_forbid_inline_scripts_and_styles_and_being_framed(people: People) -> None:
    answer = browser_of(people.system).get("/organisation/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_null_character_is_refused_in_words_before_anything_is_kept(people: People) -> None:
    browser, page = browser_of(people.system), {"referer": "http://testserver/organisation/"}
    answer = browser.post(
        "/organisation/units/new/", {"name": "新\0局", "parent": people.zone.pk}, headers=page, follow=True
    )
    assert "空字符" in answer.content.decode()
    caller = Caller(people.wang)
    assert error(caller.post("/tasks", {"title": "建设\0中心"}))[:2] == (400, "bad_request")
    assert not Unit.objects.filter(name__startswith="新").exists()
