"""A mioID runs to its last day, and the day after it opens nothing any more (F-ACC-04, 06, 16)."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import services
from accounts.models import Member, Recovery
from contracts import services as contracts
from mioportal.plumbing.actor import system
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, Happening, Outbox
from tests.accounts.getting_back import (
    ask_for_id,
    ask_for_link,
    gets_in,
    link_for,
    set_new,
    tries,
)
from tests.accounts.lives import BY, at, closing, draft, refresh
from tests.cancellation.wizard import cancelled
from tests.desk.people import Desk
from tests.factories import LineFactory, MemberFactory, a_card_that, hold, jst, live_through
from tests.journeys.faults import at_every_statement
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

ENDED, LAST, AFTER = date(2025, 10, 31), date(2026, 1, 31), date(2026, 2, 1)
INVALID = "有効期限が過ぎたため、このmioIDではログインできません。"
WRONG = "mioIDまたはmioパスワードが違います"


def test_run_to_the_last_day_and_the_day_after() -> None:
    line = LineFactory()
    member = line.member
    a_card_that(member=member)
    hold(member, jst(2025, 10, 15, 10))
    visitor = cancelled(line)
    visitor.press("進める", date="2025-11-01", time="00:00")
    assert "mioIDの最終日が2026年1月31日になりました" in visitor.page.words
    # The last bill is paid: three months count from there.
    visitor.press("進める", date="2025-11-25", time="00:00")
    # The card is back: nothing else keeps the mioID open (C-041).
    contracts.receive_sim(sim=line.sims.get(), at=jst(2025, 11, 25, 10), by=system("test"))
    assert "mioIDの最終日が2026年2月25日になりました" in visitor.page.words

    page = visitor.open("/")
    assert page.says("会員サイトは、2026年2月25日（水）までご覧いただけます。")
    assert "お手続きは要りません" in page.words
    page = visitor.follow("mioIDについて")
    assert page.says("閉鎖予定", "すべてのサービスが終わりました")
    assert page.says("期限", "2026年2月25日（水）", "23:59までログインできます")
    assert page.says("最後のサービスの終了", "2025年10月31日（金）")
    assert visitor.open("/messages/").says("会員サイトは、2026年2月25日（水）までご覧いただけます")

    visitor.press("進める", date="2026-02-25", time="23:59")
    for path in ("/", "/profile/mioid/", "/lines/", f"/lines/{line.code}/", "/messages/"):
        assert visitor.open(path).status == 200
    page = visitor.press("進める", date="2026-02-26", time="00:00")
    assert page.says("2026年2月26日0:00の時点では、mioIDの有効期限が過ぎています。")
    assert "mioIDが無効になりました（最終日は2026年2月25日）" in page.words
    assert visitor.open(page.path).status == 200
    assert visitor.follow("ログインへ").path == "/login/"
    page = visitor.sign_in(member.mio_id)
    assert page.says("このmioIDは無効です", INVALID, "もう一度ご利用になるときは、新規に")
    assert visitor.open("/").path == "/login/"

    told = Outbox.objects.filter(mail_code="M-32").order_by("at").values_list("at", "send_after")
    assert list(told) == [
        (jst(2026, 1, 25, 10), jst(2026, 1, 25, 10)),
        (jst(2026, 2, 18, 10), jst(2026, 2, 18, 10)),
        (jst(2026, 2, 26), jst(2026, 2, 26, 5)),
    ]
    for row in Outbox.objects.filter(mail_code="M-32"):
        assert "2026年2月25日（水）23:59" in row.body
    refresh(member)
    assert (member.invalid_since, member.user.is_active) == (jst(2026, 2, 26), False)
    assert AuditRow.objects.get(verb="end_mio_id").detail == {"through": "2026-02-25"}
    assert "無効" in Desk("support").open("/admin/accounts/member/").words


def test_it_is_invalid_since_midnight_however_late_the_job_comes() -> None:
    member = closing(ENDED)
    live_through(member, jst(2026, 5, 5, 10))
    assert refresh(member).invalid_since == jst(2026, 2, 1)
    late = closing(ENDED)
    assert services.end_mio_id(member=late, at=jst(2026, 2, 3, 9), by=BY)
    assert not services.end_mio_id(member=late, at=jst(2026, 2, 3, 9), by=BY)
    assert refresh(late).invalid_since == jst(2026, 2, 1)


def test_on_the_last_day_nothing_is_ended_yet() -> None:
    member = closing(ENDED)
    assert not services.end_mio_id(member=member, at=at(LAST, time(23, 59, 59)), by=BY)


def test_the_second_after_every_door_is_shut_though_no_job_has_run() -> None:
    member = closing(ENDED)
    hold(member, at(LAST, time(23, 59, 59)))
    inside, outside = Visitor.signed_in_as(member), Visitor()
    assert inside.open("/lines/").status == 200
    link = f"/login/reset/{link_for(member, code='before midnight')}/"
    assert outside.open(link).status == 200
    hold(member, at(AFTER, time(0)))
    assert inside.open("/lines/").path == "/login/"
    assert outside.press("設定", password="new-horse-2", again="new-horse-2").status == 410
    assert outside.open(link).status == 410
    page = tries(member, 1, "correct-horse-1").page
    assert INVALID in page.words
    assert refresh(member).invalid_since is None


def test_only_the_right_password_learns_that_the_mioid_has_ended() -> None:
    ended = closing(ENDED)
    valid = MemberFactory()
    live_through(ended, jst(2026, 2, 1, 10))

    def answer(name: str) -> tuple[str, list[str]]:
        visitor = tries(name, 0)
        with CaptureQueriesContext(connection) as taken:
            page = visitor.sign_in(name, "wrong")
        token = page.form("ログイン")[0].fields["csrfmiddlewaretoken"][0]
        kinds = [" ".join(query["sql"].split()[:3]) for query in taken]
        written = [sql for sql in kinds if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
        return page.html.replace(token, "").replace(name, ""), written

    names = [ended.mio_id, ended.user.email, valid.mio_id, "MA7654321", "nobody@example.jp"]
    for name in names:
        # The first try makes a row; of the second every statement is compared.
        tries(name, 1)
    answers = [answer(name) for name in names]
    assert len({page for page, _written in answers}) == 1
    assert len({tuple(written) for _page, written in answers}) == 1
    assert INVALID not in answers[0][0]


def test_who_signs_in_at_the_desks_door_learns_nothing_of_it() -> None:
    member = closing(ENDED)
    live_through(member, jst(2026, 2, 1, 10))
    typed = {"username": member.mio_id, "password": "correct-horse-1"}
    answer = Visitor().client.__class__().post("/admin/login/", typed)
    assert answer.status_code == 200
    assert INVALID not in answer.content.decode()


def test_who_forgot_something_of_an_ended_mioid_is_told_so_by_mail_alone() -> None:
    member = closing(ENDED)
    live_through(member, jst(2026, 2, 1, 10))
    deliver()
    mail.outbox.clear()
    for _time in range(2):
        page = ask_for_link(member.mio_id).page
    assert page.html.replace(member.mio_id, "") == ask_for_link("MA7654321").page.html
    ask_for_id(member.user.email)
    assert deliver() == 3
    for sent in mail.outbox:
        assert "mioIDの有効期限が過ぎたため、無効になりました" in sent.body
        assert "/login/reset/" not in sent.body
    assert not Recovery.objects.filter(state="ANSWERED", kind="PASSWORD").exists()


def test_a_session_does_not_come_back_with_the_login_alone() -> None:
    """Whatever was signed in before the end is over for good."""
    member = closing(ENDED)
    visitor = Visitor.signed_in_as(member)
    live_through(member, jst(2026, 2, 1, 10))
    Member.objects.filter(pk=member.pk).update(invalid_since=None)
    member.user.__class__.objects.filter(pk=member.user_id).update(is_active=True)
    assert visitor.open("/").path == "/login/"


def test_the_mail_address_of_an_ended_mioid_can_be_somebodys_new_one() -> None:
    old = closing(ENDED)
    live_through(old, jst(2026, 2, 1, 10))
    new = MemberFactory(user__email=old.user.email)
    assert gets_in(old.user.email)
    ask_for_id(old.user.email)
    deliver()
    assert f"mioID: {new.mio_id}" in mail.outbox[-1].body
    assert INVALID in tries(old.mio_id, 1, "correct-horse-1").page.words


def test_a_wrong_turn_of_the_new_one_locks_nobody_else() -> None:
    old = closing(ENDED)
    live_through(old, jst(2026, 2, 1, 10))
    tries(old.mio_id, 5)
    assert set_new(f"/login/reset/{'0' * 64}/").page.status == 410
    MemberFactory(user__email=old.user.email)
    assert gets_in(old.user.email)


@pytest.mark.parametrize("moved_by", ["one jump", "days"])
def test_an_unfinished_application_lapses_with_its_month(moved_by: str) -> None:
    member = draft(date(2026, 1, 31))
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/")
    assert page.says("お申し込みがまだ完了していません。2026年2月28日（土）までに完了しないと")
    page = visitor.open("/profile/mioid/")
    assert page.says("期限", "2026年2月28日（土）", "23:59までに完了してください")
    assert "仮登録" in page.words
    stops = [jst(2026, 2, day, 10) for day in range(1, 29)] if moved_by == "days" else []
    for stop in [*stops, jst(2026, 2, 28, 23, 59)]:
        live_through(member, stop)
    assert visitor.open("/").status == 200
    live_through(member, jst(2026, 3, 1))
    assert visitor.open("/").path == "/login/"
    told = Outbox.objects.filter(mail_code="M-39").order_by("at").values_list("at", flat=True)
    assert list(told) == [jst(2026, 2, 21, 10), jst(2026, 3, 1)]
    assert refresh(member).invalid_since == jst(2026, 3, 1)
    assert INVALID in tries(member, 1, "correct-horse-1").page.words


def test_a_completed_application_is_not_warned_of() -> None:
    member = draft(date(2026, 1, 31))
    services.complete_registration(member=member, at=jst(2026, 2, 10, 10), by=BY)
    live_through(member, jst(2026, 6, 1, 10))
    assert not Outbox.objects.exists()
    assert not Happening.objects.filter(kind="mioid_ended").exists()
    assert Visitor.signed_in_as(refresh(member)).open("/").status == 200


def test_who_is_still_to_pay_sees_what_keeps_the_site_open() -> None:
    member = closing(ENDED)
    services.note_debt(member=member, yen=Decimal(990), at=jst(2025, 11, 26, 9), by=BY)
    hold(member, jst(2025, 12, 1, 10))
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/")
    assert page.says("会員サイトは、早くても2026年3月1日（日）までご覧いただけます（見込み）")
    assert page.says("次のことが終わるまで、期限は決まりません。", "お支払いが済んでいない料金")
    page = visitor.open("/profile/mioid/")
    assert page.says("期限の見込み", "早くても2026年3月1日（日）")
    assert page.says("最後のお支払い", "まだ終わっていません")
    live_through(member, jst(2027, 1, 1, 10))
    assert visitor.open("/").status == 200


def test_who_has_a_line_has_no_last_day() -> None:
    page = Visitor.signed_in_as(LineFactory().member).open("/profile/mioid/")
    assert page.says("有効", "回線などのサービスがあるあいだ、期限はありません")
    assert "閉鎖予定" not in page.words


def test_a_fault_at_any_statement_ends_it_whole_or_not_at_all() -> None:
    member = closing(ENDED)

    def end() -> None:
        services.end_mio_id(member=member, at=jst(2026, 2, 1), by=BY)

    def nothing_yet(number: int) -> None:
        refresh(member)
        assert (member.invalid_since, member.user.is_active) == (None, True), number
        assert not Outbox.objects.exists()

    assert at_every_statement(end, nothing_yet) > 8
    assert refresh(member).invalid_since == jst(2026, 2, 1)
    assert Outbox.objects.count() == 1
