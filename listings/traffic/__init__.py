"""How fast each marketplace is asked, and when it is left alone: one gate for all processes.

Every connector that `listings.marketplaces.connector_of` hands out goes through it.
"""
