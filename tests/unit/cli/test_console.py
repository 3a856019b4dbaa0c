"""Results go to standard output, everything else to standard error, and failures end with a status."""

from __future__ import annotations

import asyncio
from typing import Never

import pytest
import typer
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from cli import console
from engine.errors import EngineUnavailable


class Wanted(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="FIHRIS_")
    patience: int = Field(default=1, ge=0)


def test_a_result_is_one_line_of_json_in_arabic_letters(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_json({"title": "عنوان"})
    assert capsys.readouterr().out == '{"title": "عنوان"}\n'


def test_a_failure_is_a_message_and_a_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as end:
        console.fail("no [such] folder", status=2)
    assert end.value.exit_code == 2
    captured = capsys.readouterr()
    assert "no [such] folder" in captured.err
    assert captured.out == ""


def test_an_engine_that_fails_is_one_line_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> Never:
        raise EngineUnavailable("nothing answers at http://127.0.0.1:9")

    with pytest.raises(typer.Exit) as end:
        console.finish(work())
    assert end.value.exit_code == 1
    assert "nothing answers" in capsys.readouterr().err


def test_an_interruption_says_that_nothing_acknowledged_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> None:
        await asyncio.sleep(0)
        raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as end:
        console.finish(work())
    assert end.value.exit_code == 130
    assert "same command continues" in capsys.readouterr().err


def test_interrupting_what_runs_for_ever_is_its_proper_end() -> None:
    async def work() -> None:
        await asyncio.sleep(0)
        raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as end:
        console.finish(work(), endless=True)
    assert end.value.exit_code == 0


def test_a_wrong_setting_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIHRIS_PATIENCE", "-3")
    with pytest.raises(typer.Exit) as end:
        console.settings(Wanted)
    assert end.value.exit_code == 2
    assert "FIHRIS_PATIENCE" in capsys.readouterr().err
