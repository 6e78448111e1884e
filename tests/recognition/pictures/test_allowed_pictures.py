from recognition.pictures import PictureBank, prepare
from tests.recognition.pictures.making import body, edited, reference, shot


def test_a_picture_that_authorised_sellers_use_is_no_claim() -> None:
    bank = PictureBank([reference(2, allowed=True), reference(3)])

    found = bank.look(body(edited("crop a little", shot(2, backdrop=2))))

    assert found.matches == ()
    assert [match.key for match in found.allowed] == ["thing-2"]


def test_it_stands_in_the_way_of_a_reference_that_is_the_same_photo() -> None:
    photo = body(shot(2, backdrop=2))
    dealers = prepare(body(edited("watermark", shot(2, backdrop=2))), key="dealer", allowed=True)
    bank = PictureBank([prepare(photo, key="own"), dealers])

    assert bank.match(photo) == ()


def test_but_not_of_what_was_copied_beside_it() -> None:
    bank = PictureBank([reference(2, allowed=True), reference(3)])
    both = shot(2, backdrop=2).resize((800, 400))
    both.paste(shot(2, backdrop=2), (0, 0))
    both.paste(shot(3, backdrop=3), (400, 0))

    assert [match.key for match in bank.match(body(both))] == ["thing-3"]
