"""Marketplaces whose API takes requests signed with a shared secret, and whose removals are direct."""

from .connector import SignedHttpConnector

__all__ = ["SignedHttpConnector"]
