"""The node's configuration files. They are written anew at each start: they hold no choices of the user."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.embedded.layout import Layout

# Absolute watermarks: a share of the disk would stop a laptop whose disk is nine tenths full but has room enough.
_SETTINGS: dict[str, object] = {
    "network.host": "127.0.0.1",
    "transport.port": "9400-9999",
    "discovery.type": "single-node",
    "action.auto_create_index": False,
    "cluster.routing.allocation.disk.watermark.low": "1gb",
    "cluster.routing.allocation.disk.watermark.high": "500mb",
    "cluster.routing.allocation.disk.watermark.flood_stage": "200mb",
}

_LOGGING = """\
status = error
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = ${sys:opensearch.logs.base_path}${sys:file.separator}node.log
appender.file.filePattern = ${sys:opensearch.logs.base_path}${sys:file.separator}node-%i.log.gz
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{ISO8601} %-5p %c{1.}: %m%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 10MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 3
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
logger.deprecation.name = org.opensearch.deprecation
logger.deprecation.level = error
"""


def settings(layout: Layout) -> str:
    """`opensearch.yml`; JSON is YAML too, and quotes paths of any shape."""
    return json.dumps({**_SETTINGS, "path.repo": [str(layout.snapshots)]}, indent=1)


def write(layout: Layout) -> None:
    """Write both files to the folder `config`."""
    (layout.config / "opensearch.yml").write_text(settings(layout), encoding="utf-8")
    (layout.config / "log4j2.properties").write_text(_LOGGING, encoding="utf-8")
