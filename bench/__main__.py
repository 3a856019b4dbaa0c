"""`python -m bench [NAME…]`: measures Fihris against the bare engine; without names, everything."""

from __future__ import annotations

import argparse
from importlib import import_module

BENCHES = ("loading",)


def main() -> None:
    """Run the benches that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Fihris against the bare engine.")
    parser.add_argument("names", nargs="*", choices=[[], *BENCHES], help=f"what to measure: {', '.join(BENCHES)}")
    for name in parser.parse_args().names or BENCHES:
        import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
