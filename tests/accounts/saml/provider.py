"""A company's identity provider that speaks SAML, and that can be told to cheat."""

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from tests.accounts.certificates import keys

ENTITY = "https://login.southwind.example/saml"
PORTAL = "http://portal.example/accounts/saml/southwind"
SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
NAMES = {
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
}


def asked_in(location: str) -> str:
    """The id of the question that the portal sends people away with."""
    [sent] = parse_qs(urlsplit(location).query)["SAMLRequest"]
    return str(etree.fromstring(zlib.decompress(base64.b64decode(sent), -15)).get("ID"))


@dataclass(kw_only=True)
class Says:
    """What stands in the response; everything as it should be, unless it is said otherwise."""

    email: str
    to: str
    """The id of the question; empty: nobody asked."""
    issuer: str = ENTITY
    audience: str = f"{PORTAL}/metadata/"
    recipient: str = f"{PORTAL}/acs/"
    lasts: timedelta = timedelta(minutes=5)
    signed_by: str = "southwind"
    signs: str = "assertion"
    """Or "message", or nothing."""
    algorithm: str = SHA256
    change: Callable[[etree._Element], None] = field(default=lambda response: None)
    """Made after the signature."""

    def response(self) -> str:
        whole = etree.fromstring(self._xml().encode())
        pair = keys(self.signed_by)
        assertion = whole.find("saml:Assertion", NAMES)
        if self.signs == "assertion":
            signed = OneLogin_Saml2_Utils.add_sign(
                etree.tostring(assertion), pair.private, pair.certificate, sign_algorithm=self.algorithm
            )
            whole.replace(assertion, etree.fromstring(signed))
        elif self.signs == "message":
            whole = etree.fromstring(
                OneLogin_Saml2_Utils.add_sign(
                    etree.tostring(whole), pair.private, pair.certificate, sign_algorithm=self.algorithm
                )
            )
        self.change(whole)
        return base64.b64encode(etree.tostring(whole)).decode()

    def _xml(self) -> str:
        now = datetime.now(UTC)
        at, until = _stamp(now - timedelta(seconds=5)), _stamp(now + self.lasts)
        answers = f'InResponseTo="{self.to}"' if self.to else ""
        return f"""<samlp:Response xmlns:samlp="{NAMES["samlp"]}" xmlns:saml="{NAMES["saml"]}"
  ID="_r{self.to}" Version="2.0" IssueInstant="{at}" Destination="{self.recipient}" {answers}>
<saml:Issuer>{self.issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a{self.to}" Version="2.0" IssueInstant="{at}">
<saml:Issuer>{self.issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">n-{self.email}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{self.recipient}" {answers}/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}">
<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{at}" SessionIndex="_s1"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>{self.email}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="displayName"><saml:AttributeValue>Sara South</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
