"""Webhooks reach public receivers and nothing else: not our own machines, however they are spelt."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounts.webhooks import addresses, sending
from accounts.webhooks.addresses import AddressRefused, is_public

# Each of these, as far as anybody takes it for an address, leads to a machine that is nobody's to reach from here.
# PORT is where a listener is that must not be connected to.
_SPELLINGS = """
http://127.0.0.1/ https://127.0.0.1/ https://127.0.0.1:PORT/ https://127.1/ https://127.0.1/ https://0/ https://0.0.0.0/
https://0.0.0.0:PORT/ https://2130706433/ https://2130706433:PORT/ https://0x7f.1/ https://0x7f000001/
https://0x7f.0x0.0x0.0x1/ https://0177.0.0.1/ https://0177.1/ https://017700000001/ https://127.0.0.1./
https://127.0.0.1.:PORT/ https://[::1]/ https://[::1]:PORT/ https://[::]/ https://[::]:PORT/ https://[0:0:0:0:0:0:0:1]/
https://[::ffff:127.0.0.1]/ https://[::ffff:127.0.0.1]:PORT/ https://[::ffff:7f00:1]:PORT/ https://[::127.0.0.1]/
https://[::7f00:1]/ https://[0:0:0:0:0:ffff:127.0.0.1]/ https://[64:ff9b::7f00:1]/ https://[2002:7f00:1::]/
https://[fe80::1]/ https://[fe80::1%25lo]/ https://[fc00::1]/ https://[fd12:3456::1]/ https://[ff02::1]/
https://[::1%25lo]:PORT/ https://[v1.a]/ https://localhost/ https://localhost:PORT/ https://LOCALHOST:PORT/
https://localhost./ https://localhost.:PORT/ https://a.localhost/ https://x.localhost:PORT/ https://169.254.169.254/
http://169.254.169.254/latest/meta-data/ https://169.254.169.254:PORT/ https://2852039166/ https://0xa9fea9fe/
https://0251.0376.0251.0376/ https://[::ffff:169.254.169.254]/ https://[::ffff:a9fe:a9fe]/ https://[fd00:ec2::254]/
https://metadata/ https://10.0.0.1/ https://10.1/ https://172.16.0.1/ https://172.31.255.255/ https://192.168.0.1/
https://192.168.1.1:PORT/ https://100.64.0.1/ https://100.127.255.254/ https://198.18.0.1/ https://192.0.0.1/
https://192.0.2.1/ https://198.51.100.1/ https://203.0.113.1/ https://224.0.0.1/ https://240.0.0.1/
https://255.255.255.255/ https://user@127.0.0.1/ https://user:pass@127.0.0.1:PORT/ https://good.example@127.0.0.1/
https://good.example:443@127.0.0.1:PORT/ https://127.0.0.1:PORT@good.example/ https://good.example#@127.0.0.1/
https://good.example\\@127.0.0.1:PORT/ https://127.0.0.1\\.good.example/ https://127.0.0.1%2f.good.example/
https://127.0.0.1%00.good.example/ https://good.example:PORT/ https://good.example:22/ https://good.example:6379/
https://good.example:80/ https://good.example:0/ https://good.example:99999/ https://good.example:-1/
https://good.example:٤٤٣/ https://good.example:443a/ http://good.example/ http://good.example:443/
ftp://good.example/ file:///etc/passwd gopher://127.0.0.1:PORT/_x dict://127.0.0.1:PORT/ ldap://127.0.0.1:PORT/
javascript:alert(1) data:,x //127.0.0.1:PORT/ /hook 127.0.0.1:PORT https:127.0.0.1 https:/127.0.0.1:PORT/
https:///127.0.0.1/ https://?x https:// https://①②⑦.⓪.⓪.①/ https://１２７.０.０.１:PORT/ https://127。0。0。1/
https://ⓛocalhost:PORT/ https://good。example/ https://goоd.example/ https://xn--/ https://-bad.example/
https://bad-.example/ https://bad..example/ https://.example/ https://intranet/ https://redis:6379/ https://db/
https://exam_ple.internal/ https://1.2.3/ https://1.2.3.4.5/ https://good.example.0x7f/ https://good.example.1/
https://8.8.8.8/ https://[2606:4700:4700::1111]/ https://[::ffff:8.8.8.8]/ https://[ https://] https://[]/
"""
SPELLINGS = _SPELLINGS.split()
WITH_BLANKS = [
    " https://good.example/",
    "https://good.example/ ",
    "https://good.exa\tmple/",
    "https://good.example/\r\nHost: 127.0.0.1",
    "https://good.example/\x00",
    "\nhttps://127.0.0.1/",
    "https://good.example/" + "x" * 500,
    "",
]
# What a name server may say of a name that looks well.
_NOT_PUBLIC = """
127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 169.254.169.254 169.254.0.1 172.16.0.1
172.31.0.1 192.0.0.1 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.7 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::
2002:a00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 nonsense
"""
NOT_PUBLIC = _NOT_PUBLIC.split()
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.fixture
def listener() -> Iterator[Any]:
    """On this machine; `connections` counts who came."""

    class Listener:
        connections = 0

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        found, ended = Listener(), threading.Event()
        found.port = server.getsockname()[1]

        def count() -> None:
            while not ended.is_set():
                try:
                    server.accept()[0].close()
                except TimeoutError:
                    continue
                found.connections += 1

        thread = threading.Thread(target=count)
        thread.start()
        yield found
        ended.set()
        thread.join()


@pytest.fixture
def _every_port(listener: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the address stands between us and the listener."""
    monkeypatch.setattr(addresses, "HTTPS_PORTS", frozenset({443, listener.port}))


def try_to_send(url: str) -> str:
    """As the worker does it in production. Returns why nothing was sent."""
    try:
        target = addresses.read(url, loopback=False)
    except AddressRefused:
        return "address_refused"
    return sending.send(target, headers={}, body=b"{}").error


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len({*SPELLINGS, *WITH_BLANKS}) >= 120


@pytest.mark.usefixtures("_every_port")
def test_no_spelling_leads_to_a_machine_of_ours(listener: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_look_up", lambda host, port: ["127.0.0.1"])

    answers = {url: try_to_send(url.replace("PORT", str(listener.port))) for url in SPELLINGS + WITH_BLANKS}

    assert {url for url, error in answers.items() if error != "address_refused"} == set()
    assert listener.connections == 0


@pytest.mark.usefixtures("_every_port")
@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_good_name_that_leads_to_a_bad_address_is_not_connected_to(
    listener: Any, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *a, **k: asked.append(a[1]))
    monkeypatch.setattr(sending, "_look_up", lambda host, port: ["8.8.8.8", address])

    assert try_to_send(f"https://hooks.example.com:{listener.port}/") == "address_refused"
    assert asked == []


@pytest.mark.usefixtures("_every_port")
def test_a_name_that_changes_its_mind_is_asked_once(listener: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: public at the first question, this machine at the second."""
    said = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked: list[str] = []

    def connect(self: Any, host: str, port: int, **options: Any) -> Any:
        asked.append(host)
        raise httpcore.ConnectError("Nobody is there.")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    monkeypatch.setattr(sending, "_look_up", lambda host, port: next(said))

    assert try_to_send(f"https://hooks.example.com:{listener.port}/") == "no_connection"
    assert asked == ["93.184.216.34"]
    assert next(said) == ["127.0.0.1"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["https://hooks.example.com/a?b=c", "https://HOOKS.Example.com:443", "https://x.xn--p1ai/"]
)
def test_ordinary_addresses_are_taken(url: str) -> None:
    assert addresses.read(url, loopback=False).port == 443


def test_development_reaches_this_machine_and_still_no_other() -> None:
    assert addresses.read("http://localhost:9000/hook", loopback=True).on_this_machine
    for url in ("http://10.0.0.1/", "http://redis:6379/", "http://127.0.0.2/"):
        with pytest.raises(AddressRefused):
            addresses.read(url, loopback=True)


def test_localhost_that_leads_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_look_up", lambda host, port: ["10.0.0.1"])
    target = addresses.read("http://localhost:9000/", loopback=True)

    assert sending.send(target, headers={}, body=b"").error == "address_refused"


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(sending, "SECONDS", 0.1)
    monkeypatch.setattr(sending, "_look_up", lambda host, port: ended.wait(10))

    answer = sending.send(addresses.read("https://hooks.example.com/", loopback=False), headers={}, body=b"")
    ended.set()

    assert (answer.error, answer.milliseconds < 2000) == ("timed_out", True)


# --- encryption --------------------------------------------------------------------------------------------


def certificate_for(name: str, folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A receiver with a certificate for hooks.example.com, on this machine, taken for a public one."""
    path = certificate_for("hooks.example.com", tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    class Receiver:
        name: str | None = None
        request = b""

    found = Receiver()
    context.sni_callback = lambda s, name, c: setattr(found, "name", name)  # type: ignore[assignment]
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def answer() -> None:
            plain, _ = server.accept()
            try:
                with context.wrap_socket(plain, server_side=True) as stream:
                    found.request = stream.recv(10_000)
                    stream.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            except OSError:
                plain.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        monkeypatch.setattr(addresses, "HTTPS_PORTS", frozenset({port}))
        monkeypatch.setattr(sending, "_look_up", lambda host, port: ["127.0.0.1"])
        monkeypatch.setattr(sending, "may_be_called", lambda text, target: ip_address(text).is_loopback)
        monkeypatch.setattr(sending, "_tls", lambda: ssl.create_default_context(cafile=str(path)))
        found.port = port
        yield found
        thread.join(2)


def test_the_connection_goes_to_the_address_and_certificate_and_host_keep_the_name(encrypted: Any) -> None:
    target = addresses.read(f"https://hooks.example.com:{encrypted.port}/hook", loopback=False)

    answer = sending.send(target, headers={"webhook-id": "msg_1"}, body=b"{}")

    assert (answer.status, answer.error) == (204, "")
    assert encrypted.name == "hooks.example.com"
    assert f"host: hooks.example.com:{encrypted.port}".encode() in encrypted.request.lower()


def test_a_certificate_for_another_name_is_refused(encrypted: Any) -> None:
    target = addresses.read(f"https://other.example.com:{encrypted.port}/hook", loopback=False)

    answer = sending.send(target, headers={}, body=b"{}")

    assert (answer.status, answer.error) == (None, "tls_failed")
    assert encrypted.request == b""
