"""Tells what alerts found: takes queued rows of the ledger to webhooks, mail and feeds, and says how it went."""
