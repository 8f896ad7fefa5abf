"""What goes over the wire comes out the same, however it is cut into pieces."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remoting.transports.frames import LINE_LIMIT, BadFrame, Decoder, decode, encode

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
frames = st.dictionaries(st.text(), plain, max_size=4).map(lambda found: {**found, "type": "event"})


@given(frame=frames)
def test_it_gives_back_what_was_encoded(frame):
    assert decode(encode(frame).rstrip(b"\n")) == frame


@given(frame=frames)
def test_it_writes_one_ascii_line(frame):
    line = encode(frame)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_it_finds_frames_split_at_every_byte():
    sent = [
        {"type": "event", "message": "O'Brien ‘’“” $(calc) \u202e \n\r"},
        {"type": "result", "ok": True, "data": []},
    ]
    stream = b"\n".join(encode(frame) for frame in sent)
    for cut in range(len(stream) + 1):
        decoder = Decoder()
        assert decoder.feed(stream[:cut]) + decoder.feed(stream[cut:]) == sent, cut
        assert decoder.stray == 0


@given(sent=st.lists(frames, max_size=4), cuts=st.lists(st.integers(0, 2000), max_size=8))
def test_it_finds_frames_in_pieces_of_any_size(sent, cuts):
    stream = b"".join(b"\n" + encode(frame) for frame in sent)
    decoder, found, last = Decoder(), [], 0
    for cut in sorted({min(cut, len(stream)) for cut in cuts} | {len(stream)}):
        found += decoder.feed(stream[last:cut])
        last = cut
    assert found == sent


def test_it_takes_windows_line_ends():
    assert Decoder().feed(encode({"type": "pong", "id": "1"}).replace(b"\n", b"\r\n")) == [{"type": "pong", "id": "1"}]


@pytest.mark.parametrize("stray", [b"Write-Host was here\n", b"\x1b[31mred\n", b"\xff\xfe\n"])
def test_it_counts_what_is_no_frame(stray):
    decoder = Decoder()
    assert decoder.feed(stray + encode({"type": "pong"})) == [{"type": "pong"}]
    assert decoder.stray > 0


def test_it_does_not_count_blank_lines():
    decoder = Decoder()
    decoder.feed(b"\n\r\n  \n" + encode({"type": "pong"}))
    assert decoder.stray == 0


def line_of(text: str) -> bytes:
    return b"TSM1 " + base64.b64encode(text.encode()) + b"\n"


DEEP = '{"type":"event","data":' + "[" * 60 + "]" * 60 + "}"
VERY_DEEP = '{"type":"event","data":' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    "line",
    [
        b"TSM1 !!!!\n",
        b"TSM1 \n",
        b"TSM1 e30\n",
        line_of("[]"),
        line_of("null"),
        line_of("{}"),
        line_of('{"type": 3}'),
        line_of('{"type":"event","percent":NaN}'),
        line_of('{"type":"event","percent":Infinity}'),
        line_of(DEEP),
        line_of(VERY_DEEP),
        b"TSM1 " + base64.b64encode(b'{"type":"\xff"}') + b"\n",
    ],
)
def test_it_refuses_what_only_looks_like_a_frame(line):
    with pytest.raises(BadFrame):
        Decoder().feed(line)


def test_it_refuses_a_line_without_end():
    decoder = Decoder()
    decoder.feed(b"x" * LINE_LIMIT)
    with pytest.raises(BadFrame):
        decoder.feed(b"x")


def test_it_refuses_to_encode_what_json_cannot_carry():
    with pytest.raises(ValueError, match="JSON"):
        encode({"type": "invoke", "timeout": float("nan")})
    assert json.loads(base64.b64decode(encode({"type": "x", "a": "ü"})[5:]))["a"] == "ü"
