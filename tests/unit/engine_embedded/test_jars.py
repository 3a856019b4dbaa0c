from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.embedded.jars import Jar, load_lock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.engine_embedded.conftest import Repository


def test_the_lock_pins_every_jar_by_size_and_sum() -> None:
    lock = load_lock()
    assert re.fullmatch(r"\d+\.\d+\.\d+", lock.opensearch)
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in lock.jars)
    assert lock.size == sum(jar.size for jar in lock.jars)


def test_no_two_jars_share_a_file_name() -> None:
    names = [jar.name for jar in load_lock().jars]
    assert len(set(names)) == len(names)


def test_the_lock_holds_the_server_the_modules_and_the_missing_locale_data() -> None:
    artifacts = {jar.coordinate.split(":")[1]: jar.coordinate.split(":")[2] for jar in load_lock().jars}
    assert artifacts["opensearch"] == load_lock().opensearch
    assert {"analysis-common", "percolator-client", "reindex-client", "icu4j-localespi"} <= set(artifacts)


def test_paths_follow_the_layout_of_maven_repositories() -> None:
    jar = Jar("org.example.deep:some-thing:1.2", "", 0)
    assert jar.path == "org/example/deep/some-thing/1.2/some-thing-1.2.jar"
    assert Jar("a.b:c:1:linux", "", 0).path == "a/b/c/1/c-1-linux.jar"


def test_missing_are_absent_damaged_and_longer_files(repository: Repository, tmp_path: Path) -> None:
    lock = repository.lock("absent", "damaged", "longer", "whole")
    contents = {jar.name: repository.files["/" + jar.path] for jar in lock.jars}
    (tmp_path / "damaged-1.0.jar").write_bytes(contents["damaged-1.0.jar"][:-1] + b"?")
    (tmp_path / "longer-1.0.jar").write_bytes(contents["longer-1.0.jar"] + b"?")
    (tmp_path / "whole-1.0.jar").write_bytes(contents["whole-1.0.jar"])
    assert [jar.name.partition("-")[0] for jar in lock.missing(tmp_path)] == ["absent", "damaged", "longer"]
