"""Kinds of work that this room puts out."""

PURGE_API = "accounts.purge_api"
