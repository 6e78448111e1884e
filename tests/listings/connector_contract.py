"""What every connector must do, whatever marketplace stands behind it.

A test module subclasses ConnectorContract and provides the fixture `subject` (see contract/subject.py).
"""

import pytest

from listings.connectors.base import Connector
from tests.listings.contract.messages import Messages, MessagesInTrouble
from tests.listings.contract.orders import Orders
from tests.listings.contract.reading import Reading
from tests.listings.contract.subject import Subject
from tests.listings.contract.trouble import Trouble


class ConnectorContract(Reading, Orders, Messages, Trouble, MessagesInTrouble):
    @pytest.fixture
    def connector(self, subject: Subject) -> Connector:
        return subject.connector()

    @pytest.fixture
    def ref(self, subject: Subject) -> str:
        return subject.new_listing()
