"""Pure Arabic text: alignment, folding, digits, dates, words. Knows no news and no network."""
