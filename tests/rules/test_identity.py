from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import identity
from mioportal.rules.identity import (
    IdentityStatus,
    ImageFormat,
    Paper,
    PaperRule,
    RefusedPaper,
    UploadFacts,
    UploadReason,
)
from mioportal.rules.plans import Function
from mioportal.rules.spans import Bound

DAY = date(2025, 10, 15)
AT = datetime(2025, 10, 15)  # noqa: DTZ001
FLAGS = {
    "is_other_format": UploadReason.NOT_AN_IMAGE,
    "is_unreadable": UploadReason.UNREADABLE,
    "is_expired": UploadReason.EXPIRED,
    "is_not_own": UploadReason.NOT_OWN,
    "address_differs": UploadReason.ADDRESS_DIFFERS,
}
OLDER = (Paper.DRIVING_LICENCE, Paper.MY_NUMBER_CARD, Paper.PASSPORT)
RESIDENT = (Paper.RESIDENCE_CARD, Paper.DRIVING_HISTORY)
VOICE_ESIM = (Paper.DRIVING_LICENCE, Paper.MY_NUMBER_CARD, *RESIDENT)


def sent(**changes: object) -> UploadFacts:
    facts: dict[str, object] = {"paper": "driving_licence", "sent_on": DAY, "sizes": (1_000_000,)}
    return UploadFacts(**(facts | changes))


@pytest.mark.parametrize(
    ("status", "is_incomplete"),
    [
        (IdentityStatus.NOT_SUBMITTED, True),
        (IdentityStatus.IN_REVIEW, False),
        (IdentityStatus.RETURNED, True),
        (IdentityStatus.COMPLETE, False),
    ],
)
def test_nothing_sent_and_sent_back_are_shown_as_one(
    status: IdentityStatus, is_incomplete: bool
) -> None:
    assert status.is_incomplete is is_incomplete
    assert len(IdentityStatus) == 4


@pytest.mark.parametrize(
    ("on", "papers"),
    [
        pytest.param(date(2025, 12, 1), (*OLDER, Paper.HEALTH_CARD, *RESIDENT), id="the last day"),
        pytest.param(
            date(2025, 12, 2), (*OLDER, Paper.ELIGIBILITY_CERTIFICATE, *RESIDENT), id="the next"
        ),
    ],
)
def test_the_health_card_gives_way_to_the_certificate(on: date, papers: tuple[Paper, ...]) -> None:
    assert identity.accepted_papers(on) == papers
    assert identity.accepted_papers(on, for_voice_esim=True) == VOICE_ESIM


@pytest.mark.parametrize("paper", Paper)
def test_papers_without_a_trusted_address_need_a_second_one(paper: Paper) -> None:
    needs = paper in (Paper.PASSPORT, Paper.HEALTH_CARD, Paper.ELIGIBILITY_CERTIFICATE)
    assert identity.needs_supplement(paper, DAY) is needs


@pytest.mark.parametrize(
    ("function", "buys_device", "is_needed"),
    [
        pytest.param(Function.VOICE, False, True, id="voice"),
        pytest.param("sms", False, True, id="SMS"),
        pytest.param(Function.DATA, False, False, id="data only"),
        pytest.param("data", True, True, id="data with a device"),
        pytest.param(Function.VOICE, True, True, id="voice with a device"),
    ],
)
def test_papers_are_needed_for_voice_sms_and_devices(
    function: str, buys_device: bool, is_needed: bool
) -> None:
    assert identity.is_needed(function, DAY, buys_device=buys_device) is is_needed


def test_without_a_word_on_devices_none_is_bought() -> None:
    assert not identity.is_needed(Function.DATA, DAY)


def test_papers_in_order_are_taken() -> None:
    assert identity.may_upload(sent()).allowed


@pytest.mark.parametrize(("flag", "reason"), FLAGS.items())
def test_each_fault_is_a_reason(flag: str, reason: UploadReason) -> None:
    assert identity.may_upload(sent(**{flag: True})).reasons == (reason,)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(FLAGS))))
def test_a_refusal_carries_every_reason_in_order(flags: set[str]) -> None:
    verdict = identity.may_upload(sent(**dict.fromkeys(flags, True)))
    found = {FLAGS[flag] for flag in flags}
    assert verdict.reasons == tuple(reason for reason in UploadReason if reason in found)


@pytest.mark.parametrize(
    ("sizes", "reasons"),
    [
        pytest.param((5_242_879,), (), id="a byte less"),
        pytest.param((5_242_880,), (), id="the very limit"),
        pytest.param((5_242_881,), (UploadReason.TOO_BIG,), id="a byte more"),
        pytest.param((1, 5_242_881, 1), (UploadReason.TOO_BIG,), id="one of three"),
        pytest.param((5_242_880,) * 4, (), id="four files"),
        pytest.param((1,) * 5, (UploadReason.TOO_MANY,), id="five files"),
    ],
)
def test_files_have_a_greatest_size_and_number(
    sizes: tuple[int, ...], reasons: tuple[UploadReason, ...]
) -> None:
    assert identity.may_upload(sent(sizes=sizes)).reasons == reasons


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        pytest.param({"paper": "passport", "has_supplement": True}, (), id="passport and bill"),
        pytest.param(
            {"paper": "passport"}, (UploadReason.SUPPLEMENT_MISSING,), id="passport alone"
        ),
        pytest.param(
            {"paper": "passport", "for_voice_esim": True},
            (UploadReason.PAPER_NOT_ACCEPTED, UploadReason.SUPPLEMENT_MISSING),
            id="passport for a voice eSIM",
        ),
        pytest.param(
            {"paper": "residence_card", "for_voice_esim": True}, (), id="residence card for one"
        ),
        pytest.param(
            {"paper": "health_card", "has_supplement": True, "sent_on": date(2025, 12, 1)},
            (),
            id="health card on its last day",
        ),
        pytest.param(
            {"paper": "health_card", "has_supplement": True, "sent_on": date(2025, 12, 2)},
            (UploadReason.PAPER_NOT_ACCEPTED,),
            id="health card after it",
        ),
    ],
)
def test_not_every_paper_is_taken_for_everything(
    changes: dict[str, object], reasons: tuple[UploadReason, ...]
) -> None:
    assert identity.may_upload(sent(**changes)).reasons == reasons


def test_all_nine_reasons_can_meet() -> None:
    facts = sent(
        paper="health_card",
        sent_on=date(2025, 12, 2),
        sizes=(5_242_881,) * 5,
        **dict.fromkeys(FLAGS, True),
    )
    assert identity.may_upload(facts).reasons == tuple(UploadReason)
    assert len(UploadReason) == 9


@pytest.mark.parametrize(
    ("submitted_on", "due_on"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 20), id="Wednesday"),
        pytest.param(date(2025, 10, 9), date(2025, 10, 15), id="before a long weekend"),
        pytest.param(date(2025, 10, 18), date(2025, 10, 22), id="Saturday"),
        pytest.param(date(2025, 12, 26), date(2026, 1, 7), id="before the new year"),
        pytest.param(date(2028, 2, 25), date(2028, 3, 1), id="over 29 February"),
    ],
)
def test_a_review_takes_three_business_days_from_the_day_after(
    submitted_on: date, due_on: date
) -> None:
    assert identity.review_due_on(submitted_on) == due_on


@pytest.mark.parametrize(
    ("today", "is_overdue"),
    [
        pytest.param(date(2025, 10, 19), False, id="the day before"),
        pytest.param(date(2025, 10, 20), False, id="the last day"),
        pytest.param(date(2025, 10, 21), True, id="the day after"),
    ],
)
def test_a_review_is_overdue_when_its_last_day_is_over(today: date, is_overdue: bool) -> None:
    assert identity.is_overdue(date(2025, 10, 15), today) is is_overdue


@pytest.mark.parametrize(
    ("asked_on", "reminded_on"),
    [
        (date(2025, 10, 15), date(2025, 10, 18)),
        (date(2028, 2, 27), date(2028, 3, 1)),
        (date(2025, 12, 30), date(2026, 1, 2)),
    ],
)
def test_a_member_is_reminded_after_three_days_without_papers(
    asked_on: date, reminded_on: date
) -> None:
    assert identity.reminder_on(asked_on) == reminded_on


@pytest.mark.parametrize(
    ("decided_on", "through"),
    [
        (date(2025, 10, 15), date(2026, 1, 13)),
        (date(2027, 12, 31), date(2028, 3, 30)),
    ],
)
def test_pictures_are_kept_for_ninety_days_after_the_decision(
    decided_on: date, through: date
) -> None:
    assert identity.images_kept_through(decided_on) == through


def test_what_the_guides_list_is_listed() -> None:
    assert identity.PAPER_RULES.on(DAY) == tuple(PaperRule)
    assert len(PaperRule) == 5
    assert identity.NEVER_ACCEPTED.on(DAY) == tuple(RefusedPaper)
    assert identity.IMAGE_FORMATS.on(DAY) == (ImageFormat.JPEG, ImageFormat.PNG)
    assert identity.REVIEW[Bound.LEAST].on(DAY) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"paper": "library_card"}, "^paper must be one of driving_", id="paper"),
        pytest.param({"sent_on": AT}, "^sent_on must be a date", id="an instant"),
        pytest.param({"sizes": ()}, "^sizes must name at least one file$", id="no file"),
        pytest.param({"sizes": (0,)}, "^sizes must be a whole number of 1", id="an empty file"),
    ],
)
def test_impossible_papers_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sent(**changes)


def test_an_instant_for_a_day_and_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="^on must"):
        identity.accepted_papers(AT)
    with pytest.raises(ValueError, match="^paper must"):
        identity.needs_supplement("library_card", DAY)
    with pytest.raises(ValueError, match="^on must"):
        identity.needs_supplement(Paper.PASSPORT, AT)
    with pytest.raises(ValueError, match="^function must"):
        identity.is_needed("fax", DAY)
    with pytest.raises(ValueError, match="^on must"):
        identity.is_needed("voice", AT)
    with pytest.raises(ValueError, match="^submitted_on must"):
        identity.review_due_on(AT)
    with pytest.raises(ValueError, match="^today must"):
        identity.is_overdue(DAY, AT)
    with pytest.raises(ValueError, match="^asked_on must"):
        identity.reminder_on(AT)
    with pytest.raises(ValueError, match="^decided_on must"):
        identity.images_kept_through(AT)
