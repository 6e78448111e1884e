"""How the portal talks to marketplaces: one interface, one folder per kind of marketplace."""
