"""What people do, each through the services that their pages call."""
