from datetime import date, datetime

import pytest

from mioportal.rules import post
from mioportal.rules.post import AbroadPrice, AbroadWay, PackingStep, Tracing, TrackingWord, Way
from mioportal.rules.sources import BEGINNING
from mioportal.rules.spans import Bound

DAY = date(2025, 10, 15)
AT = datetime(2025, 10, 15)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("way", "on", "fee"),
    [
        pytest.param("plain_letter", date(2024, 9, 30), 84, id="letter, the day before"),
        pytest.param("plain_letter", date(2024, 10, 1), 110, id="letter, the day"),
        pytest.param(
            "registered_letter", date(2023, 9, 30), 84 + 320, id="registered, the day before"
        ),
        pytest.param(
            "registered_letter", date(2023, 10, 1), 84 + 350, id="registered, a dearer extra"
        ),
        pytest.param("registered_letter", date(2024, 9, 30), 84 + 350, id="registered, a year on"),
        pytest.param(
            "registered_letter", date(2024, 10, 1), 110 + 350, id="registered, a dearer letter"
        ),
        pytest.param("recorded_letter", date(2024, 9, 30), 84 + 160, id="recorded, the day before"),
        pytest.param("recorded_letter", date(2024, 10, 1), 110 + 210, id="recorded, the day"),
        pytest.param("letter_pack", date(2024, 9, 30), 370, id="letter pack, the day before"),
        pytest.param("letter_pack", date(2024, 10, 1), 430, id="letter pack, the day"),
        pytest.param("parcel", date(2024, 10, 1), 600, id="parcel"),
    ],
)
def test_postage_rose_twice(way: str, on: date, fee: int) -> None:
    assert post.postage(way, on) == fee


@pytest.mark.parametrize("way", Way)
def test_history_comes_from_the_guide_and_what_followed_from_outside(way: Way) -> None:
    first, *raised = post.POSTAGE[way].rows
    assert first.since == BEGINNING
    assert first.source.startswith("解約ガイド §5①")
    assert {row.source for row in raised} <= {"O-25 (C-012)"}


@pytest.mark.parametrize(
    ("way", "tracing", "stars"),
    [
        (Way.LETTER, Tracing.NOT_TRACED, 3),
        (Way.REGISTERED, Tracing.TO_THE_DOOR, 5),
        (Way.RECORDED, Tracing.POSTING_ONLY, 4),
        (Way.LETTER_PACK, Tracing.TO_THE_DOOR, 3),
        (Way.PARCEL, Tracing.TO_THE_DOOR, 1),
    ],
)
def test_each_way_has_its_proof_and_its_grade(way: Way, tracing: Tracing, stars: int) -> None:
    assert post.TRACING[way].on(DAY) is tracing
    assert post.STARS[way].on(DAY) == stars


@pytest.mark.parametrize("word", TrackingWord)
@pytest.mark.parametrize("way", Way)
def test_only_two_ways_prove_a_return_and_only_when_delivered(way: Way, word: TrackingWord) -> None:
    proves = way in (Way.REGISTERED, Way.LETTER_PACK) and word is TrackingWord.DELIVERED
    assert post.counts_as_returned(way, word, DAY) is proves


def test_codes_are_read_as_words_too() -> None:
    assert post.counts_as_returned("letter_pack", "delivered", DAY)


@pytest.mark.parametrize(
    ("way", "price", "stars"),
    [
        (AbroadWay.AIRMAIL, AbroadPrice.UP_TO_1000, 3),
        (AbroadWay.COURIER, AbroadPrice.SOME_THOUSANDS, 1),
        (AbroadWay.BRING_HOME, AbroadPrice.NOTHING, 5),
        (AbroadWay.FAMILY, AbroadPrice.DOMESTIC_POSTAGE, 4),
    ],
)
def test_ways_from_abroad_are_graded(way: AbroadWay, price: AbroadPrice, stars: int) -> None:
    assert post.ABROAD_PRICES[way].on(DAY) is price
    assert post.ABROAD_STARS[way].on(DAY) == stars


def test_the_post_from_abroad_takes_days_to_weeks() -> None:
    assert {key: table.on(DAY) for key, table in post.ABROAD_DAYS.items()} == {
        (AbroadWay.AIRMAIL, Bound.LEAST): 7,
        (AbroadWay.AIRMAIL, Bound.MOST): 14,
        (AbroadWay.COURIER, Bound.LEAST): 3,
        (AbroadWay.COURIER, Bound.MOST): 7,
    }
    assert post.ABROAD_DAYS[AbroadWay.AIRMAIL, Bound.LEAST].name == (
        "abroad_return_days.airmail.least"
    )


def test_packing_is_as_documented() -> None:
    assert post.ENVELOPE.on(DAY) == "長形3号"
    assert post.THICKNESS.on(DAY) == "1cm"
    assert post.WRAPPING.on(DAY) == "A4"
    assert post.NOTE.on(DAY) == "IIJmio SIMカード返却"
    assert post.PACKING.on(DAY) == tuple(PackingStep)
    assert post.TRACKING_ADDRESS.on(DAY) == "https://trackings.post.japanpost.jp/"


def test_unknown_names_and_instants_are_refused() -> None:
    with pytest.raises(ValueError, match="^way must be one of plain_letter, registered"):
        post.postage("pigeon", DAY)
    with pytest.raises(ValueError, match="^on must"):
        post.postage("plain_letter", AT)
    with pytest.raises(ValueError, match="^way must"):
        post.counts_as_returned("pigeon", "delivered", DAY)
    with pytest.raises(ValueError, match="^word must be one of accepted, on_the_way"):
        post.counts_as_returned("plain_letter", "lost", DAY)
    with pytest.raises(ValueError, match="^on must"):
        post.counts_as_returned("plain_letter", "delivered", AT)
