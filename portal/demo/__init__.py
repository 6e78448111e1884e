"""The demo: invented people, brands and cases on the simulated marketplace, made through the real services."""
