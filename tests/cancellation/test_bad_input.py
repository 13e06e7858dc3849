"""What no button of the site would send: answered with a page, and nothing of it believed."""

from datetime import date
from urllib.parse import urlencode

import pytest

from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing.models import PendingAct
from tests.cancellation.wizard import (
    APPLY,
    BEGIN,
    CONFIRM,
    ON,
    act_at,
    at_cautions,
    at_review,
    at_step,
    step_url,
)
from tests.factories import LineFactory, MemberFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

TEXTS = {
    "only spaces": "   ",
    "full-width spaces": "\u3000\u3000",
    "a line break and a header": "x\r\nBcc: evil@example.jp",
    "a tab": "a\tb",
    "right-to-left override": "\u202eabc",
    "zero width": "a\u200bb",
    "combining marks": "e\u0301\u0302\u0303",
    "half-width kana": "ｶﾞｷﾞ",
    "rare kanji": "髙﨑𠮷",
    "an emoji family": "👨\u200d👩\u200d👧",
    "markup": "<script>alert(1)</script>",
    "a template": "{{ 7|add:7 }}{% now 'Y' %}",
    "a quote for SQL": "'; DROP TABLE x; --",
    "a formula": "=1+1",
    "a path": "../../etc/passwd",
    "percent signs": "%s%(x)s%00",
}


def no_csrf(line: Line) -> Visitor:
    """A member who posts by hand."""
    visitor = Visitor.signed_in_as(line.member)
    visitor.client.handler.enforce_csrf_checks = False
    return visitor


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_free_text_is_kept_and_shown_as_it_was_typed(text: str) -> None:
    line = LineFactory()
    visitor = at_step("reasons", line)
    visitor.press(ON, reasons=["other"], other_text=text)
    visitor.press(ON, comment=text)
    visitor.press(APPLY, agree="on")
    assert "<script>alert(1)" not in visitor.page.html
    visitor.press(CONFIRM)
    made = Cancellation.objects.get()
    assert made.other_reason == text.strip()
    assert made.survey["comment"] == text.strip()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"reasons": ["nonsense"]}, "解約の理由は、一覧から選んでください"),
        ({"reasons": ["price", "' OR 1=1"]}, "解約の理由は、一覧から選んでください"),
        ({"other_text": "あ" * 201}, "その他の理由は、200文字までで入力してください"),
        ({"other_text": "a\x00b"}, ""),
    ],
    ids=["a reason not on the list", "one reason on it and one not", "too long", "a NUL"],
)
def test_a_reason_that_cannot_be_is_refused_at_its_field(
    sent: dict[str, object], error: str
) -> None:
    line = LineFactory()
    visitor = at_step("reasons", line)
    page = visitor.press(ON, **sent)
    assert page.path.endswith("/reasons/")
    assert "入力内容を確認してください" in page.words
    assert error in page.words
    assert PendingAct.objects.get().answers == {}


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"satisfaction": "6"}, "満足度は、一覧から選んでください"),
        ({"satisfaction": "-1"}, "満足度は、一覧から選んでください"),
        ({"satisfaction": "５"}, "満足度は、一覧から選んでください"),
        ({"comment": "い" * 1001}, "ご意見は、1,000文字までで入力してください"),
    ],
    ids=["six of five", "minus one", "a full-width five", "too long"],
)
def test_a_survey_answer_that_cannot_be_is_refused_at_its_field(
    sent: dict[str, object], error: str
) -> None:
    line = LineFactory()
    visitor = at_step("survey", line)
    page = visitor.press(ON, **sent)
    assert page.path.endswith("/survey/")
    assert error in page.words
    assert "survey" not in PendingAct.objects.get().answers


def test_what_was_typed_stays_beside_its_error() -> None:
    visitor = at_step("reasons", LineFactory())
    page = visitor.press(ON, reasons=["speed", "other"], other_text="う" * 201)
    form, _button = page.form(ON)
    assert form.fields["reasons"] == ["speed", "other"]
    assert form.fields["other_text"] == ["う" * 201]
    visitor = at_step("survey", LineFactory())
    page = visitor.press(ON, satisfaction="2", comment="え" * 1001)
    form, _button = page.form(ON)
    assert form.fields["satisfaction"] == ["2"]
    assert form.fields["comment"] == ["え" * 1001]


def test_texts_of_exactly_the_allowed_length_are_kept() -> None:
    line = LineFactory()
    visitor = at_step("reasons", line)
    visitor.press(ON, other_text="𠮷" * 200)
    visitor.press(ON, comment="髙" * 1000)
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    made = Cancellation.objects.get()
    assert made.other_reason == "𠮷" * 200
    assert len(made.survey["comment"]) == 1000


EXTRA = {
    "ends_on": "2020-01-01",
    "accepted_at": "2020-01-01T00:00:00",
    "state": "completed",
    "channel": "phone",
    "receipt_number": "K000000-AAAAA",
    "line": "1",
    "member": "1",
    "owner": "1",
    "total": "0",
    "shown_digest": "x",
    "is_staff": "on",
    "leaving_by": "port_out",
    "used_at": "",
    "expires_at": "2099-01-01",
    "subject": "hdu99999999",
}


def test_fields_that_no_form_has_are_ignored() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/lines/{line.code}/")
    visitor.press(BEGIN, **EXTRA)
    visitor.press(ON, **EXTRA)
    visitor.press(ON, **EXTRA)
    visitor.press(APPLY, agree="on", **EXTRA)
    visitor.press(CONFIRM, **EXTRA)
    made = Cancellation.objects.get()
    line.refresh_from_db()
    assert (made.line, made.ends_on, made.state) == (line, date(2026, 10, 31), "accepted")
    assert (made.channel, made.shown["total"]) == ("site", "990")
    assert made.receipt_number.startswith("K261015-")
    assert line.leaving_by == "cancellation"
    line.member.user.refresh_from_db()
    assert not line.member.user.is_staff


def test_a_field_sent_twice_counts_once() -> None:
    line = LineFactory()
    visitor = at_step("survey", line)
    visitor.press(ON, satisfaction=["1", "5"])
    assert PendingAct.objects.get().answers["survey"]["satisfaction"] == "5"


@pytest.mark.parametrize("agree", ["", "false", "False"])
def test_a_tick_that_says_no_is_no_consent_and_is_not_shown_as_one(agree: str) -> None:
    visitor = at_cautions(LineFactory())
    page = visitor.press(APPLY, agree=agree)
    assert page.path.endswith("/cautions/")
    assert "agree" not in page.form(APPLY)[0].fields
    assert PendingAct.objects.get().shown_digest == ""


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x"]
)
def test_a_body_that_is_no_form_is_answered_with_the_form(content_type: str) -> None:
    line = LineFactory()
    act = act_at("cautions", line)
    visitor = no_csrf(line)
    answer = visitor.client.generic(
        "POST", step_url(act, "cautions"), b'{"agree": true}', content_type=content_type
    )
    assert answer.status_code in (200, 400)
    assert PendingAct.objects.get().shown_digest == ""


def test_a_body_with_a_thousand_fields_is_refused() -> None:
    line = LineFactory()
    act = act_at("reasons", line)
    body = urlencode([(f"f{number}", "x") for number in range(1001)])
    answer = no_csrf(line).client.generic(
        "POST",
        step_url(act, "reasons"),
        body.encode(),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 400
    assert PendingAct.objects.get().answers == {}


@pytest.mark.parametrize("step", ["reasons", "survey", "cautions", "review"])
def test_every_post_of_the_wizard_needs_the_token_of_its_page(step: str) -> None:
    line = LineFactory()
    act = act_at(step, line)
    visitor = Visitor.signed_in_as(line.member)
    digest = at_cautions(line).page.form(APPLY)[0].fields["digest"][0]
    before = everything()
    answer = visitor.client.post(step_url(act, step), {"agree": "on", "digest": digest})
    assert answer.status_code == 403
    assert changed(before) == {}


def test_nor_does_the_wizard_begin_without_it() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.client.post(f"/cancel/lines/{line.code}/").status_code == 403
    assert not PendingAct.objects.exists()


def test_another_members_line_cannot_be_posted() -> None:
    line = LineFactory()
    thief = Visitor.signed_in_as(MemberFactory(world=line.world))
    thief.client.handler.enforce_csrf_checks = False
    before = everything()
    assert thief.client.post(f"/cancel/lines/{line.code}/").status_code == 404
    assert changed(before) == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(method: str) -> None:
    line = LineFactory()
    visitor = at_review(line)
    visitor.client.handler.enforce_csrf_checks = False
    before = everything()
    assert getattr(visitor.client, method)(visitor.page.path).status_code == 405
    assert changed(before) == {}
