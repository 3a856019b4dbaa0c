"""How good Fihris is, measured on annotated data: pure functions from a folder or file to figures."""
