"""The `fihris` command: opens settings and resources, and hands them down."""
