"""Which articles tell of the same event: copies of one text, and flash → story → update → correction → kill.

`traits` says what an article is compared by, `score` when two belong together, `placing` what that means for the
stories that exist, `store` remembers it. Nothing reads the index again.
"""
