from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from engine.embedded import aot
from engine.embedded.errors import TooLittleMemory
from engine.embedded.files import take_lock
from engine.embedded.jars import Jar, JarLock
from engine.embedded.java import Machine, check_memory, find_java
from engine.embedded.layout import Layout

LOCK = JarLock("3.8.0", (Jar("a:b:1", "0" * 64, 1),))


def free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=megabytes << 20))


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def command(*, heap_mb: int = 512, flags: tuple[str, ...] = (), folder: Path = Path("/d/x y")) -> list[str]:
    machine = Machine(Path("/java"), (Path("/jars/a.jar"), Path("/jars/b.jar")), heap_mb, flags)
    return machine.command(Layout(folder), 9250)


def test_the_command_names_heap_class_path_folders_and_port() -> None:
    found = command(heap_mb=700, flags=("-Dmine=1",))
    assert found[0] == "/java"
    assert {"-Xms700m", "-Xmx700m", "-Dmine=1"} <= set(found)
    assert found[found.index("-cp") + 1] == "/jars/a.jar:/jars/b.jar"
    assert found[found.index("-dataPath") + 1] == "/d/x y/data"
    # The runner counts from the port before.
    assert found[found.index("-baseHttpPort") + 1] == "9249"


def test_java_came_with_fihris_and_accepts_all_flags() -> None:
    flags = [flag for flag in command() if flag.startswith(("-X", "--"))]
    result = subprocess.run([find_java(), *flags, "-version"], capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert 'openjdk version "25' in result.stderr
    assert "warning" not in result.stderr.lower()


def test_enough_memory_is_the_heap_and_what_java_needs_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    free(monkeypatch, 812)
    check_memory(512)
    with pytest.raises(TooLittleMemory, match=r"needs 813 MB of memory, 812 MB are free.*HEAP_MB \(now 513\)"):
        check_memory(513)


def test_a_start_cache_is_used_once_it_is_there(tmp_path: Path) -> None:
    file = aot.cache_file(tmp_path, Path("/java"), LOCK)
    assert aot.flags(file) == ()
    file.touch()
    assert f"-XX:AOTCache={file}" in aot.flags(file)


def test_every_java_and_every_set_of_jars_has_a_start_cache_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    java = home / "bin" / "java"
    files = [aot.cache_file(tmp_path, java, LOCK), aot.cache_file(tmp_path, Path("/other/bin/java"), LOCK)]
    files.append(aot.cache_file(tmp_path, java, JarLock("3.8.0", (Jar("a:b:1", "1" * 64, 1),))))
    (home / "release").write_text("JAVA_VERSION=25.0.9")
    files.append(aot.cache_file(tmp_path, java, LOCK))
    assert len(set(files)) == 4
    assert all(file.parent == tmp_path for file in files)


async def test_little_memory_or_another_training_means_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(Path("/no/java"), (), 512)
    free(monkeypatch, 1000)
    await aot.train(machine, tmp_path / "start.aot")
    assert names(tmp_path) == []
    free(monkeypatch, 9000)
    held = take_lock(tmp_path / "start.lock")
    assert held is not None
    await aot.train(machine, tmp_path / "start.aot")
    os.close(held)
    assert names(tmp_path) == ["start.lock"]


async def test_a_failed_training_is_logged_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    free(monkeypatch, 9000)
    await aot.train(Machine(Path("/bin/false"), (), 512), tmp_path / "start.aot")
    assert "could not make the start cache" in caplog.text
    assert names(tmp_path) == ["start.lock"]
