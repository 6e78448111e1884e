"""Complaints for programs: the same services as in the browser."""
