"""A company asks its desk, which cancels: a form, papers, four states, M-34 (F-COR-01 to 03)."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Member
from cancellation import services
from cancellation.models import Cancellation, CompanyPaper, CompanyRequest
from contracts.models import Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from mioportal.rules.corporate import CorporatePaper, CorporateRequestStatus
from tests.cancellation.wizard import accepted
from tests.factories import (
    MID_MONTH,
    CompanyRequestFactory,
    LineFactory,
    MemberFactory,
    a_group_of,
    hold,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
Status = CorporateRequestStatus
APPLY = "解約を申し込む"


@pytest.fixture
def company() -> Member:
    member = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    for name in ("営業1", "営業2", "配送1"):
        LineFactory(member=member, user_name=name)
    return member


def asked(company: Member) -> CompanyRequest:
    return CompanyRequestFactory(member=company, lines=list(company.lines.all()))


def a_picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (400, 300), "#aabbcc").save(out, "JPEG")
    return SimpleUploadedFile("seal.jpg", out.getvalue(), "image/jpeg")


def test_from_the_entry_to_the_receipt_and_back_without_a_second_request(company: Member) -> None:
    first, second, third = company.lines.order_by("pk")
    visitor = Visitor.signed_in_as(company)
    entry = visitor.open("/cancel/").words
    assert "完了した月の末日まで" in entry and "0570-09-4400" not in entry
    assert "解約する" not in visitor.page.words.split("ご契約中の回線")[1].split("5つのこと")[0]
    assert visitor.page.tells("別に定めた最低利用期間", "窓口が手続きを完了した月の末日")
    assert "いま申し込むと" not in visitor.page.words
    page = visitor.follow("法人の解約を申し込む")
    assert page.tells("ただいま受付中", "平日9:00〜17:00", "営業1")
    assert visitor.press(APPLY).tells("ご担当者のお名前を入力してください")
    told = {"person": "加藤 真理", "lines": [first.code, second.code]}
    page = visitor.press(APPLY, **told)
    made = CompanyRequest.objects.get()
    assert page.path == f"/cancel/company/{made.receipt_number}/"
    assert page.tells("受付", "いま", "書類待ち", "処理中", "完了", "株式会社さくら運送")
    assert set(made.lines.all()) == {first, second}
    assert [mail.mail_code for mail in Outbox.objects.all()] == ["M-33"]
    again = {**told, "company": "x", "form_key": made.form_key}
    token = visitor.client.cookies["csrftoken"].value
    answer = visitor.client.post("/cancel/company/", again | {"csrfmiddlewaretoken": token})
    assert answer["Location"] == page.path
    assert CompanyRequest.objects.count() == 1
    # What is asked for already is not asked for again.
    page = visitor.open("/cancel/company/")
    assert page.tells(made.receipt_number, third.phone_number)
    assert first.phone_number not in page.words


def test_at_night_the_page_says_when_the_desk_opens(company: Member) -> None:
    hold(company, jst(2026, 10, 17, 20))
    page = Visitor.signed_in_as(company).open("/cancel/company/")
    assert page.tells("ただいま受付時間外", "次の受付は2026年10月19日（月）9:00からです")


def test_papers_that_were_asked_for_are_sent_and_the_desk_goes_on(company: Member) -> None:
    made = asked(company)
    kinds = [CorporatePaper.COMPANY_SEAL]
    say = {"request": made, "papers": kinds, "note": "印鑑の写しを", "at": MID_MONTH, "by": BY}
    assert services.companies.ask_papers(**say)
    assert not services.companies.ask_papers(**say)
    assert Outbox.objects.count() == 1
    visitor = Visitor.signed_in_as(company)
    page = visitor.open(f"/cancel/company/{made.receipt_number}/")
    assert page.tells("書類待ち", "印鑑の写しを", "法人の印鑑", "お待ちしています")
    token = visitor.client.cookies["csrftoken"].value
    told = {"csrfmiddlewaretoken": token, "paper": "company_seal"}
    text = SimpleUploadedFile("seal.jpg", b"not a picture", "image/jpeg")
    answer = visitor.client.post(page.path, told | {"company_seal-picture": text})
    assert answer.status_code == 200 and not CompanyPaper.objects.exists()
    answer = visitor.client.post(page.path, told | {"company_seal-picture": a_picture()})
    assert answer["Location"] == page.path
    made.refresh_from_db()
    assert made.state == Status.IN_PROGRESS
    shown = visitor.client.get(f"{page.path}papers/company_seal/")
    assert shown["Content-Type"] == "image/jpeg"
    services.companies.complete(request=made, at=MID_MONTH, by=BY)
    assert visitor.client.get(f"{page.path}papers/company_seal/").status_code == 404


def test_completing_cancels_every_line_once_in_the_month_of_completion(company: Member) -> None:
    made = asked(company)
    gone = accepted_elsewhere(company)
    at = jst(2026, 11, 2, 10)
    assert services.companies.complete(request=made, at=at, by=BY)
    before = everything()
    assert not services.companies.complete(request=made, at=at, by=BY)
    assert changed(before) == {}
    ends = dict(Line.objects.filter(member=company).values_list("pk", "ends_on"))
    assert ends.pop(gone.pk) == date(2026, 10, 31)
    assert set(ends.values()) == {date(2026, 11, 30)}
    channels = Cancellation.objects.values_list("channel", flat=True)
    assert sorted(channels) == ["company", "company", "site"]
    mail = Outbox.objects.get(mail_code="M-34")
    assert "2026年11月30日" in mail.body and "2026年11月ご利用分" in mail.body
    page = Visitor.signed_in_as(company).open(f"/cancel/company/{made.receipt_number}/")
    assert page.tells("完了", "手続きが完了しました", "2026年11月30日")


def accepted_elsewhere(company: Member) -> Line:
    """One of the lines was cancelled while its member was no company yet."""
    Member.objects.filter(pk=company.pk).update(kind=Member.Kind.INDIVIDUAL)
    line = Line.objects.filter(member=company).select_related("member__standing").order_by("pk")[0]
    accepted(line)
    Member.objects.filter(pk=company.pk).update(kind=Member.Kind.CORPORATE)
    return line


def test_a_primary_line_alone_is_not_completed(company: Member) -> None:
    first, *rest = company.lines.order_by("pk")
    a_group_of(first, *rest)
    made = CompanyRequestFactory(member=company, lines=[first])
    with pytest.raises(services.NotAllowed):
        services.companies.complete(request=made, at=MID_MONTH, by=BY)
    assert not Cancellation.objects.exists()
    made.lines.set([first, *rest])
    assert services.companies.complete(request=made, at=MID_MONTH, by=BY)
    assert Cancellation.objects.count() == 3


def test_an_individual_is_sent_to_the_list_of_lines() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    assert visitor.open("/cancel/company/").path == "/cancel/"


def test_a_member_abroad_reads_the_deadline_on_their_own_clocks() -> None:
    line = LineFactory(member__postcode="90006")
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open("/cancel/abroad/?zone=America/Los_Angeles")
    assert page.tells("現地の締切は2026年10月31日（土）7:59", "夏時間")
    for words in ("+81-570-09-4400", "休止はできません", "国際郵便", "10月31日（土）14:59"):
        assert words in page.words
    # The zone is remembered, and another one only when it is known.
    assert visitor.open("/cancel/abroad/?zone=nowhere").status == 200
    page = visitor.open("/cancel/abroad/")
    assert page.tells("現地の締切は2026年10月31日（土）7:59")
    for words in ("povo2.0", "国際郵便（エアメール）", "数千円", "帰国のときに持ち帰って送る"):
        assert words in page.words


def test_before_a_zone_is_chosen_none_is_shown_as_the_members() -> None:
    line = LineFactory(member__postcode="90006")
    page = Visitor.signed_in_as(line.member).open("/cancel/abroad/")
    assert 'value="" selected' in page.html
    assert "現地の締切は" not in page.words


def test_the_telephone_page_says_whom_to_call_and_what_to_have_ready() -> None:
    line = LineFactory(contracted_on=date(2015, 12, 31))
    hold(line.member, jst(2026, 10, 15, 20))
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/cancel/lines/{line.code}/")
    page = visitor.follow("お電話の前に用意するものを見る")
    assert page.tells("0570-09-4400", "受付時間外", "10月16日（金）9:00", "mioID")
    assert "お引き止めはしません" in page.words
