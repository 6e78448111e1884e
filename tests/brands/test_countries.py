import pytest

from brands.countries import UnknownCountry, codes_in


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("EU", ["EU"]),
        ("de, fr; us", ["DE", "FR", "US"]),
        ("DE FR US", ["DE", "FR", "US"]),
        ("South Korea / Japan", ["KR", "JP"]),
        ("the  Netherlands\nU.K.", ["NL", "GB"]),
        ("United States", ["US"]),
        ("EU, eu", ["EU"]),
    ],
)
def test_countries_are_understood_however_they_are_written(typed, codes):
    assert codes_in(typed) == codes


def test_a_word_that_is_no_country_is_named():
    with pytest.raises(UnknownCountry, match="Narnia"):
        codes_in("EU, Narnia")
