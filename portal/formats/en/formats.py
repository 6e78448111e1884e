"""As `Intl.DateTimeFormat` writes a medium date in English: "Sep 26, 2026"."""

DATE_FORMAT = "M j, Y"
DATETIME_FORMAT = "M j, Y, g:i A"
