"""What counts as a signature, and what is drawn of it."""

import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.signatures.signature import (
    BadSignature,
    Drawn,
    Typed,
    bounding_box,
    parse_signature,
    svg_path,
    to_json,
)

LOOP = [[10, 100, 0], [60, 40, 16], [120, 130, 33], [180, 60.25, 50]]


def drawn(strokes: object, width: object = 600, height: object = 200) -> dict[str, object]:
    return {"width": width, "height": height, "strokes": strokes}


def refusal(value: object) -> str:
    with pytest.raises(BadSignature) as caught:
        parse_signature(value)
    return str(caught.value.message)


def parsed(strokes: object) -> Drawn:
    signature = parse_signature(drawn(strokes))
    assert isinstance(signature, Drawn)
    return signature


def test_a_drawing_comes_back_as_it_was_sent() -> None:
    value = drawn([LOOP, [[200, 50, 80]]])
    signature = parse_signature(value)
    assert to_json(signature) == value
    assert parse_signature(json.loads(json.dumps(to_json(signature)))) == signature


def test_a_typed_name_is_trimmed() -> None:
    signature = parse_signature({"typed": "  Ogechi Adeola \n"})
    assert signature == Typed("Ogechi Adeola")
    assert to_json(signature) == {"typed": "Ogechi Adeola"}
    assert parse_signature({"typed": "خديجة"}) == Typed("خديجة")


@pytest.mark.parametrize("strokes", [[], [[]], [[], [], []]])
def test_an_empty_box_is_no_signature(strokes: object) -> None:
    assert refusal(drawn(strokes)) == "Please sign: the box is empty."


@pytest.mark.parametrize(
    "strokes",
    [
        [[[10, 10, 0]]],
        [[[10, 10, 0], [200, 10, 9]]],
        [[[10, 10, 0], [200, 10, 9], [10, 10, 18], [200, 10, 27]]],
        [[[10, 10, 0], [11, 10, 9], [12, 11, 18]]],
        [[[10, 10, 0]], [[90, 90, 9]], [[50, 20, 18]], [[70, 120, 27]]],
    ],
)
def test_a_tap_or_a_dash_is_too_short(strokes: object) -> None:
    assert refusal(drawn(strokes)) == "The signature is too short."


def test_empty_strokes_among_ink_are_left_out() -> None:
    assert len(parsed([[], LOOP, []]).strokes) == 1


def test_the_pointer_may_leave_the_box_by_a_fifth() -> None:
    parsed([[*LOOP, [720, 240, 60], [-120, -40, 70]]])
    assert "outside the box" in refusal(drawn([[*LOOP, [721, 10, 60]]]))
    assert "outside the box" in refusal(drawn([[*LOOP, [10, -41, 60]]]))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, True, None, "10", 10**400, [1], {}])
def test_what_is_no_finite_number_is_refused(number: object) -> None:
    refusal(drawn([[*LOOP, [number, 10, 60]]]))
    refusal(drawn([[*LOOP, [10, number, 60]]]))
    refusal(drawn([[*LOOP, [10, 10, number]]]))
    refusal(drawn([LOOP], width=number if number is not True else 0))
    refusal(drawn([LOOP], height=number))


@pytest.mark.parametrize(
    "value",
    [
        None, [], "Ogechi", 7, {}, {"strokes": [LOOP]}, {"typed": "Ogechi", "strokes": []}, {"typed": None},
        drawn("strokes"), drawn(["stroke"]), drawn([[7]]), drawn([[[1, 2]]]), drawn([[[1, 2, 3, 4]]]),
        drawn([LOOP], width=0), drawn([LOOP], height=10_001), {**drawn([LOOP]), "colour": "red"},
    ],
)  # fmt: skip
def test_another_shape_is_refused_with_a_sentence(value: object) -> None:
    assert refusal(value).endswith(".")


def test_there_is_an_end_to_strokes_and_points() -> None:
    assert "500 strokes" in refusal(drawn([LOOP] * 501))
    assert "20,000 points" in refusal(drawn([[[i % 600, i % 200, i] for i in range(20_001)]]))
    parsed([LOOP] * 500)
    parsed([[[i % 600, i % 200, i] for i in range(20_000)]])


@pytest.mark.parametrize(
    "text", ["", "   ", "—", "\u200b", "x" * 101, "Oge\x00chi", "Oge\u202echi", "Oge\nchi", "\ud800a"]
)
def test_a_typed_name_must_be_printable(text: str) -> None:
    assert refusal({"typed": text}).endswith(".")


def test_the_path_is_smooth_and_of_numbers_only() -> None:
    path = svg_path(parsed([LOOP, [[200, 50, 80]]]))
    assert path == "M10 100L35 70Q60 40 90 85Q120 130 150 95.1L180 60.2M200 50L200.1 50"
    assert svg_path(parsed([[[-0.01, 0, 0], [100, 0, 1], [200, 9, 2]]])).startswith("M0 0L")


def test_the_ink_box_holds_every_point() -> None:
    assert bounding_box(parsed([LOOP, [[200, 50, 80]]])) == (10, 40, 200, 130)


numbers = st.integers() | st.floats(allow_nan=True) | st.integers(0, 300)
points = st.lists(numbers, max_size=4)
shaped = st.fixed_dictionaries(
    {"width": st.just(600) | numbers, "height": st.just(200) | numbers,
     "strokes": st.lists(st.lists(points | st.tuples(*[st.integers(0, 199)] * 3), max_size=6), max_size=4)},
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["typed", "strokes"]), inner),
    max_leaves=20,
)


@given(anything | shaped | st.fixed_dictionaries({"typed": st.text() | anything}))
def test_nothing_but_a_bad_signature_is_ever_raised(value: object) -> None:
    try:
        signature = parse_signature(value)
    except BadSignature:
        return
    assert parse_signature(to_json(signature)) == signature
    if isinstance(signature, Drawn):
        assert re.fullmatch(r"[MLQ0-9. -]+", svg_path(signature))
        bounding_box(signature)
