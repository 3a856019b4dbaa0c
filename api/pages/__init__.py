"""The pages: what the API finds, shown to readers by the server; they need no JavaScript."""
