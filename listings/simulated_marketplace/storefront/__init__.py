"""The shops as their buyers see them."""
