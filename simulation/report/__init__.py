"""How the services did, measured by what listings really are."""
