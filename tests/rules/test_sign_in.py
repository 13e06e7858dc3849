from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import sign_in
from mioportal.rules.sign_in import (
    LostMailProof,
    PasswordReason,
    SignInFacts,
    SignInReason,
    SignInRemedy,
    SignInTrouble,
)

TODAY = date(2025, 10, 15)
FLAGS = {
    "has_wrong_form": SignInReason.WRONG_FORM,
    "has_wrong_password": SignInReason.WRONG_PASSWORD,
    "is_locked": SignInReason.LOCKED,
    "is_invalid": SignInReason.INVALID,
    "in_maintenance": SignInReason.MAINTENANCE,
}


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def test_a_try_in_order_leads_in() -> None:
    assert sign_in.may_sign_in(SignInFacts()).allowed


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fact_against_is_a_reason(flag: str, reason: SignInReason) -> None:
    assert sign_in.may_sign_in(SignInFacts(**{flag: True})).reasons == (reason,)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refused_try_carries_every_reason_in_order(flags: set[str]) -> None:
    verdict = sign_in.may_sign_in(SignInFacts(**dict.fromkeys(flags, True)))
    against = {FLAGS[flag] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in SignInReason if reason in against)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param("abcdefg1", (), id="eight"),
        pytest.param("abcdef1", (PasswordReason.TOO_SHORT,), id="seven"),
        pytest.param("a1" * 64, (), id="one hundred and twenty-eight"),
        pytest.param("a1" * 64 + "a", (PasswordReason.TOO_LONG,), id="one more"),
        pytest.param("12345678", (PasswordReason.NO_LETTER,), id="digits only"),
        pytest.param("abcdefgh", (PasswordReason.NO_DIGIT,), id="letters only"),
        pytest.param("ABCDEFG9", (), id="capitals are letters"),
        pytest.param("zZ0 !?~/", (), id="signs and a space"),
        pytest.param("むずかしい合言葉a1", (), id="Japanese besides"),
        pytest.param("ａｂｃｄｅｆｇ1", (PasswordReason.NO_LETTER,), id="full-width letters"),
        pytest.param("abcdefg１", (PasswordReason.NO_DIGIT,), id="a full-width digit"),
        pytest.param(
            "",
            (PasswordReason.TOO_SHORT, PasswordReason.NO_LETTER, PasswordReason.NO_DIGIT),
            id="nothing",
        ),
        pytest.param(
            "！" * 129,
            (PasswordReason.TOO_LONG, PasswordReason.NO_LETTER, PasswordReason.NO_DIGIT),
            id="far too many signs",
        ),
    ],
)
def test_a_password_is_long_enough_and_holds_letters_and_digits(
    text: str, reasons: tuple[PasswordReason, ...]
) -> None:
    assert sign_in.may_set_password(text, TODAY).reasons == reasons


def test_an_instant_for_the_day_of_a_password_is_refused() -> None:
    with pytest.raises(ValueError, match="^day must"):
        sign_in.may_set_password("abcdefg1", jst("2025-10-15T00:00:00"))


@pytest.mark.parametrize(
    ("sent_at", "expires_at"),
    [
        pytest.param(jst("2025-10-15T10:00:00"), jst("2025-10-15T11:00:00"), id="in the morning"),
        pytest.param(jst("2025-12-31T23:30:00"), jst("2026-01-01T00:30:00"), id="over the year"),
        pytest.param(
            datetime(2028, 2, 28, 14, 59, 59, tzinfo=UTC),
            jst("2028-02-29T00:59:59"),
            id="into 29 February",
        ),
        pytest.param(
            datetime(2026, 3, 8, 1, 30, tzinfo=ZoneInfo("America/New_York")),
            datetime(2026, 3, 8, 7, 30, tzinfo=UTC),
            id="where clocks are put forward",
        ),
    ],
)
def test_a_reset_link_works_for_an_hour(sent_at: datetime, expires_at: datetime) -> None:
    assert sign_in.reset_link_expires_at(sent_at) == expires_at


def test_a_mail_sent_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="^sent_at must"):
        sign_in.reset_link_expires_at(datetime(2025, 10, 15))  # noqa: DTZ001


def test_every_trouble_has_its_remedy() -> None:
    remedies = {trouble: table.on(TODAY) for trouble, table in sign_in.SIGN_IN_HELP.items()}
    assert remedies == {
        SignInTrouble.FULL_WIDTH: SignInRemedy.TYPE_HALF_WIDTH,
        SignInTrouble.CAPS_LOCK: SignInRemedy.RELEASE_CAPS_LOCK,
        SignInTrouble.BROWSER: SignInRemedy.CLEAR_BROWSER,
        SignInTrouble.OLD_PASSWORD: SignInRemedy.USE_NEWEST,
    }
    assert list(remedies) == list(SignInTrouble)


def test_support_asks_five_things_of_a_member_without_their_mail_address() -> None:
    assert sign_in.LOST_MAIL_PROOFS.on(TODAY) == (
        LostMailProof.NAME,
        LostMailProof.BIRTH_DATE,
        LostMailProof.ADDRESS,
        LostMailProof.TELEPHONE,
        LostMailProof.IDENTITY_PAPERS,
    )


@pytest.mark.parametrize(
    ("today", "kept_from"),
    [
        pytest.param(date(2027, 10, 15), date(2026, 10, 15), id="the same day a year ago"),
        pytest.param(date(2029, 2, 28), date(2028, 2, 28), id="the day before 29 February, too"),
        pytest.param(date(2028, 2, 29), date(2027, 3, 1), id="28 February has had its year"),
        pytest.param(date(2027, 12, 31), date(2026, 12, 31), id="year end"),
    ],
)
def test_the_history_of_sign_ins_reaches_back_a_year(today: date, kept_from: date) -> None:
    assert sign_in.history_kept_from(today) == kept_from
    assert sign_in.history_kept_through(kept_from) >= today
    assert sign_in.history_kept_through(kept_from - timedelta(days=1)) < today
