"""Laws are data: read strictly, versioned, and marked until a lawyer has confirmed them."""

from datetime import date

import pytest

from takedown.redress.clocks.laws import FOLDER, LawRefused, all_laws, law_of, law_on, read_laws

TEXT = (FOLDER / "us_dmca_512g.toml").read_text(encoding="utf-8")


def test_the_laws_that_come_with_the_portal() -> None:
    read = {
        code: (v[-1].earliest, v[-1].latest, v[-1].counts, v[-1].silence) for code, v in all_laws().items()
    }

    assert read == {
        "us_dmca_512g": (10, 14, "business_days", "restores"),
        "cn_ecommerce_43": (15, 16, "days", "restores"),
        "eu_dsa_20": (6, 6, "months", "changes_nothing"),
        "marketplace_rule": (10, 12, "business_days", "restores"),
    }


def test_no_lawyer_has_confirmed_any_of_them_yet() -> None:
    assert not any(law.confirmed_by_lawyer for versions in all_laws().values() for law in versions)


def test_every_law_names_its_source() -> None:
    assert all(law.source for versions in all_laws().values() for law in versions)


def test_a_law_holds_from_its_day_on() -> None:
    assert law_on("eu_dsa_20", date(2024, 2, 17)).version == 1
    with pytest.raises(LookupError):
        law_on("eu_dsa_20", date(2024, 2, 16))
    with pytest.raises(LookupError):
        law_of("eu_dsa_20", 9)


def test_a_later_version_leaves_the_earlier_one_readable() -> None:
    later = TEXT[TEXT.index("[[versions]]") :].replace("version = 1", "version = 2").replace("1998", "2027")

    old, new = read_laws(TEXT + later)

    assert (old.version, new.version, new.effective_from) == (1, 2, date(2027, 10, 28))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("earliest = 10", "earliest = 15"),
        ("earliest = 10", "earliest = 0"),
        ("America/New_York", "America/Nowhere"),
        ('country = "US"', 'country = "QQ"'),
        ('"restores"', '"forgets"'),
        ("confirmed_by_lawyer = false\n", ""),
        ("1998-10-28", "the year of the law"),
        ("last_day_moves = false", "last_day_moves = false\nmercy = true"),
        ("version = 1\n", "version = 1\n[[versions]]\n"),
    ],
)
def test_data_that_describe_no_law_are_refused(before: str, after: str) -> None:
    assert before in TEXT

    with pytest.raises(LawRefused):
        read_laws(TEXT.replace(before, after))


def test_a_second_version_must_follow_the_first() -> None:
    with pytest.raises(LawRefused):
        read_laws(TEXT + TEXT[TEXT.index("[[versions]]") :])
