"""The API as a whole: its addresses, its description, the pages that explain it."""
