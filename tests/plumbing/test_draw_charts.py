"""Bars stand where they should, and say in words what they show."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mioportal.plumbing.charts import BASE, TOP, Amount, Bar, Chart


def chart(*bars: Bar, limit: Amount | None = None, kinds: tuple[str, ...] = ("A", "B")) -> Chart:
    return Chart(
        key="c",
        title="利用量",
        head="月",
        kinds=kinds,
        bars=bars,
        amount=lambda amount: f"{amount}MB",
        axis=lambda amount: f"{amount:g}",
        limit=limit,
    )


def bar(*parts: Amount, name: str = "10月", **more: object) -> Bar:
    return Bar(name=name, label=name, parts=parts, **more)


@pytest.mark.parametrize(
    ("most", "limit", "axis"),
    [
        pytest.param(0, None, ["0", "0.5", "1"], id="nothing"),
        pytest.param(1, None, ["0", "0.5", "1"], id="one"),
        pytest.param(200, None, ["0", "100", "200"], id="exactly a round value"),
        pytest.param(201, None, ["0", "200", "400"], id="a little more"),
        pytest.param(7420, None, ["0", "4000", "8000"], id="thousands"),
        pytest.param(8001, None, ["0", "5000", "10000"], id="up to the next power"),
        pytest.param(300, 2000, ["0", "1000", "2000"], id="a limit above all bars"),
        pytest.param(Decimal("433.4"), None, ["0", "300", "600"], id="a fraction"),
    ],
)
def test_the_side_of_a_chart_has_round_values(
    most: Amount, limit: Amount | None, axis: list[str]
) -> None:
    assert [line.text for line in chart(bar(most), limit=limit).grid] == axis


def test_heights_are_in_the_proportion_of_the_values_and_parts_stand_on_each_other() -> None:
    drawn = list(chart(bar(100, 50), bar(200)).columns)
    heights = [[float(piece.height) for piece in column.pieces] for column in drawn]
    assert heights == [[(BASE - TOP) / 2, (BASE - TOP) / 4], [BASE - TOP]]
    low, high = drawn[0].pieces
    assert float(low.y) + float(low.height) == BASE
    assert float(high.y) + float(high.height) == float(low.y)
    assert [piece.kind for piece in drawn[0].pieces] == ["main", "more"]


def test_bars_share_the_width_and_none_is_wider_than_it_should_be() -> None:
    for count in (1, 2, 12, 31):
        drawn = list(chart(*(bar(1) for _ in range(count))).columns)
        edges = []
        for column in drawn:
            (piece,) = column.pieces
            left, width = float(piece.x[:-1]), float(piece.width[:-1])
            assert width <= 9
            edges += [left, left + width]
        assert edges == sorted(edges)
        assert edges[0] >= 0 and edges[-1] <= 100


def test_a_part_of_nothing_is_not_drawn_and_a_growing_bar_has_stripes() -> None:
    drawn = chart(bar(0, 0), bar(5, 0, is_open=True))
    first, last = drawn.columns
    assert first.pieces == ()
    assert [piece.kind for piece in last.pieces] == ["open"]
    assert drawn.is_hatched


def test_what_is_not_known_says_why_in_the_chart_and_in_the_table() -> None:
    drawn = chart(bar(7, 1), bar(name="今日", missing="明日わかります"))
    assert [column.says for column in drawn.columns] == [
        "10月：A 7MB、B 1MB",
        "今日：明日わかります",
    ]
    assert [(row.cells, row.missing) for row in drawn.rows] == [
        (("7MB", "1MB"), ""),
        ((), "明日わかります"),
    ]


def test_values_are_written_over_up_to_twelve_bars_every_other_one_where_room_is_scarce() -> None:
    six, twelve, more = (
        list(chart(*(bar(1) for _ in range(count))).columns) for count in (6, 12, 13)
    )
    assert [column.is_wide for column in six] == [False] * 6
    assert [column.is_wide for column in twelve] == [True, False] * 6
    assert {column.value for column in twelve} == {"1MB"}
    assert {column.value for column in more} == {""}
    (bare,) = replace(chart(bar(7)), unit="MB").columns
    assert (bare.value, bare.says) == ("7", "10月：A 7MB")


def test_the_summary_names_the_span_and_the_highest() -> None:
    drawn = chart(bar(7, name="8月"), bar(9, 4, name="9月"), bar(3, name="10月"))
    assert drawn.summary == "8月から10月まで。最大は9月の13MB。"
    assert chart().summary == "まだ記録がありません。"
    assert list(chart().columns) == []


def test_a_limit_stands_at_its_height() -> None:
    assert chart(bar(200), limit=100).limit_y == f"{(BASE + TOP) // 2}.5"
    assert chart(bar(200)).limit_y == ""
