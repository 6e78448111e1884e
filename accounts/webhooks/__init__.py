"""Brands' programs are told what happens, by the Standard Webhooks specification (docs/adr/0008-webhooks-and-feed.md)."""
