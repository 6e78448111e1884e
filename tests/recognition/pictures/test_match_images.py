import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recognition.pictures import command
from tests.recognition.pictures.making import a_logo, body, edited, shot


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    references, listings = tmp_path / "references", tmp_path / "listings"
    (references / "logos").mkdir(parents=True)
    listings.mkdir()
    (references / "two.jpg").write_bytes(body(shot(2, backdrop=2)))
    (references / "three.png").write_bytes(body(shot(3, backdrop=3), "PNG"))
    (references / "logos" / "crest.png").write_bytes(body(a_logo(), "PNG"))
    (listings / "a.jpg").write_bytes(body(edited("crop to half", shot(2, backdrop=2))))
    (listings / "b.jpg").write_bytes(body(shot(7, backdrop=7)))
    with_logo = shot(7, backdrop=7).copy()
    with_logo.paste(a_logo().resize((200, 143)), (20, 20))
    (listings / "c").write_bytes(body(with_logo))
    return {"references": references, "listings": listings, "out": tmp_path / "matches.jsonl"}


def lines(folders: dict[str, Path]) -> list[dict]:
    call_command("match_images", **folders, verbosity=0)
    return [json.loads(line) for line in folders["out"].read_text().splitlines()]


def test_a_line_for_each_listing_says_what_it_shows_and_why(folders: dict[str, Path]) -> None:
    first, second, third = lines(folders)

    assert [first["image"], second["image"], third["image"]] == ["a.jpg", "b.jpg", "c"]
    [copy] = first["matches"]
    assert set(copy) == {"reference", "kind", "score", "why"}
    assert (copy["reference"], copy["kind"]) == ("two.jpg", "copy")
    assert 0.5 < copy["score"] <= 1
    assert second["matches"] == []
    assert [(m["reference"], m["kind"]) for m in third["matches"]] == [("logos/crest.png", "logo")]


def test_odd_files_are_named_or_passed_over_and_stop_nothing(folders: dict[str, Path]) -> None:
    (folders["listings"] / "broken.jpg").write_bytes(b"\xff\xd8\xff" + b"nothing")
    (folders["listings"] / "empty.png").touch()
    (folders["listings"] / "notes.txt").write_text("no picture")
    (folders["listings"] / ".hidden.jpg").write_bytes(body(shot(2)))
    (folders["listings"] / "folder.jpg").mkdir()
    (folders["listings"] / "gone.jpg").symlink_to("nowhere")
    (folders["references"] / "broken.jpg").write_bytes(b"no picture")

    found = {line["image"]: line for line in lines(folders)}

    assert set(found) == {"a.jpg", "b.jpg", "c", "broken.jpg", "empty.png"}
    assert found["broken.jpg"]["matches"] == []
    assert "cannot" in found["broken.jpg"]["error"] or "not a picture" in found["broken.jpg"]["error"]
    assert [m["reference"] for m in found["a.jpg"]["matches"]] == ["two.jpg"]


def test_one_process_and_several_write_the_same(folders: dict[str, Path], monkeypatch) -> None:
    alone = lines(folders)
    monkeypatch.setattr(command, "_WORTH_A_PROCESS", 1)

    assert lines(folders) == alone


@pytest.mark.parametrize("missing", ["references", "listings"])
def test_a_folder_that_is_not_there_or_is_empty_is_said(folders, missing: str, tmp_path: Path) -> None:
    folders["out"].write_text("from before")

    for folder in (tmp_path / "nowhere", tmp_path):
        (tmp_path / "only.txt").write_text("no picture")
        with pytest.raises(CommandError, match=r"is not a folder|has no pictures"):
            call_command("match_images", **{**folders, missing: folder / "none"})

    assert folders["out"].read_text() == "from before"
