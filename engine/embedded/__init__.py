"""A search engine of Fihris's own: a real OpenSearch node that needs no installation and no care.

`lease.acquire(data_dir)` gives the node of a data folder; it runs while anybody holds a lease on it. Who does what:

    caller ── lease: a loopback connection ──▶ keeper (one process a data folder) ── child process ──▶ Java node

The keeper holds the lock of the folder, brings the jars, starts the node and starts it again after a crash, on the
same port. It ends, and the node with it, about a second after the last lease: the kernel closes the connections of
a process however it dies. A killed keeper takes the node along (on Linux at once, elsewhere at the next start).

What is in `DATA_DIR/engine`:

    data/          the indices; survives restarts, and is all that matters
    snapshots/     the only place where the node may write and read snapshots
    logs/          node.log (3 × 10 MB), node.out (Java itself), keeper.log, java-crash-PID.log,
                   java-exceptions.log (of a start that failed)
    config/        opensearch.yml and log4j2.properties, written anew at each start
    tmp/           scratch files of Java
    version.json   the newest OpenSearch that wrote here
    lock           held by the keeper; contains its pid
    keeper.json    address and token of the keeper, readable by its owner alone
    node.json      pid and start time of the node

The jars are in the user's cache folder (`jars` below `$XDG_CACHE_HOME/fihris`): 72 MB, downloaded at the first start
and checked against `jars.lock.json` at every start; beside them a start cache for Java (112 MB), made in the
background while the first node runs. All of it may be deleted while no node runs. The node listens on a loopback port
from 9201 to 9299, without a password: it is for one machine and the people on it.
"""
