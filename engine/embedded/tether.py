"""Become another program that the kernel kills when its parent dies: `tether.py PARENT PROGRAM ARGUMENT…`.

Runs as a script of its own between fork and exec: no code of the parent runs in the child, which would be unsafe
where the parent has threads. Only Linux has this; elsewhere the next keeper ends what was left behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Tie this process to its parent, then become the program."""
    parent, program, *rest = arguments
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have died before the tie was made.
    if os.getppid() == int(parent):
        os.execv(program, [program, *rest])  # noqa: S606 - the keeper gives the whole command, no shell.


if __name__ == "__main__":
    main(sys.argv[1:])
