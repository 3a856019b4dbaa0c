"""What makes the data that ships with Fihris; the product itself never runs it."""
