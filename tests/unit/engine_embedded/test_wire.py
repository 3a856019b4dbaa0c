from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.embedded import errors
from engine.embedded.errors import EmbeddedError, from_name
from engine.embedded.wire import Phase, Progress, State
from engine.errors import EngineNotReady

states = st.builds(
    State,
    phase=st.sampled_from(Phase),
    message=st.text(),
    done=st.integers(0),
    total=st.integers(0),
    url=st.text(),
    pid=st.integers(0),
    error=st.text(),
)


@given(states)
def test_a_state_is_one_line_and_comes_back_equal(state: State) -> None:
    line = state.encode()
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert State.decode(line) == state


@given(st.binary() | st.sampled_from([b"{}", b"[]", b'{"phase": "ready"}', b'{"phase": 1}', b"null", b'{"x": 1}']))
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the subclasses of three decoders.
        State.decode(line)


def test_progress_is_a_line_that_knows_how_far_it_is() -> None:
    step = State(Phase.INSTALLING, "Downloading", 3, 9).progress
    assert isinstance(step, Progress)
    assert (step, step.done, step.total) == ("Downloading", 3, 9)
    assert (Progress("text").done, Progress("text").total) == (0, 0)


def test_every_error_crosses_the_wire_as_itself() -> None:
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if issubclass(k, EmbeddedError)]
    assert len(kinds) == 11
    for kind in kinds:
        error = from_name(kind.__name__, "what to do")
        assert type(error) is kind
        assert str(error) == "what to do"
        assert isinstance(error, EngineNotReady)


def test_an_unknown_error_is_still_an_error_of_the_embedded_engine() -> None:
    assert type(from_name("Newer", "text")) is EmbeddedError
