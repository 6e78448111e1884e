import socket

import pytest

from portal.stack import ports


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1"])
def test_a_port_on_which_somebody_listens_is_not_free(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        port = ports.find_free()
        listener.bind((host, port))
        listener.listen()

        assert not ports.is_free(port)


def test_a_server_keeps_its_port(tmp_path):
    assert ports.remembered(tmp_path, "postgres") == ports.remembered(tmp_path, "postgres")


def test_a_port_that_was_taken_meanwhile_is_given_up(tmp_path):
    port = ports.remembered(tmp_path, "postgres")
    with socket.create_server(("127.0.0.1", port)):
        assert ports.remembered(tmp_path, "postgres") != port


def test_two_servers_never_get_the_same_port(tmp_path, monkeypatch):
    monkeypatch.setattr(ports, "CANDIDATES", range(20_000, 20_040))
    monkeypatch.setattr(ports, "TRIES", 40)

    assert len({ports.remembered(tmp_path, name) for name in "abcdefgh"}) == 8
