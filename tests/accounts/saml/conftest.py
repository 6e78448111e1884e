"""SAML is an extra (requirements-saml.txt): where its packages are missing, there is nothing of it to test."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("onelogin") else ["test_*.py"]
