import pytest

from recognition import Mark, MarkIndex

LUMORA = Mark(
    key="lumora",
    text="Lumora",
    variants=("ルモラ", "卢莫拉", "Люмора", "루모라", "ลูโมรา", "لومورا"),
    nice_classes=frozenset({9, 18}),
)
KESTREL = Mark(key="kestrel", text="Kestrel Audio", nice_classes=frozenset({9}))
PINEBARROW = Mark(key="pinebarrow", text="Pinebarrow")
LV = Mark(key="lv", text="LV", nice_classes=frozenset({18}))


@pytest.fixture(scope="session")
def index():
    return MarkIndex.build([LUMORA, KESTREL, PINEBARROW, LV])
