"""Kinds of work that this room puts out."""

PURGE_FEEDS = "listings.purge_feeds"
ARRIVED = "listings.arrived"
