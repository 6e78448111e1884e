"""`recognise`: files in, JSON lines out."""

import json

import pytest

from recognition.command import BadInput, marks_in, recognise

MARKS = 'mark,variants,nice_classes\nLumora,ルモラ|Люмора,9;18\n"Kestrel Audio",,\nApple,,9\n'


@pytest.fixture
def run(tmp_path):
    def _run(marks=MARKS, titles=""):
        paths = [tmp_path / name for name in ("marks.csv", "titles.tsv", "matches.jsonl")]
        for path, content in zip(paths, (marks, titles), strict=False):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        count = recognise(*paths)
        lines = paths[2].read_text(encoding="utf-8").split("\n")
        assert lines.pop() == ""
        assert count == len(lines)
        return [json.loads(line) for line in lines]

    return _run


def test_each_title_has_its_line_in_order(run):
    lines = run(titles="Lumora lamp\t9\nred lamp\t\nルモラ\n")

    assert [line["title"] for line in lines] == ["Lumora lamp", "red lamp", "ルモラ"]
    assert lines[0]["matches"] == [
        {
            "mark": "Lumora",
            "score": 1.0,
            "why": ['The title says "Lumora".'],
            "kind": "use",
            "start": 0,
            "end": 6,
        }
    ]
    assert lines[1]["matches"] == []
    assert lines[2]["matches"][0]["mark"] == "Lumora"


def test_the_class_of_a_title_is_used(run):
    lines = run(titles="Apple phone\t9\nApple pie\t30\nApple\t\n")

    assert [len(line["matches"]) for line in lines] == [1, 0, 0]


def test_headings_blank_lines_and_windows_line_ends_are_passed_over(run):
    lines = run(
        marks="\ufeff" + MARKS.replace("\n", "\r\n"), titles="title\tnice_class\r\nLumora\t9\r\n\r\nx\t\r\n"
    )

    assert [line["title"] for line in lines] == ["Lumora", "x"]


def test_headings_may_say_more_than_the_name_of_the_column(run):
    marks = "Mark,Variants (| between),Nice_classes (; between)\nLumora,,9\n"

    assert [line["title"] for line in run(marks=marks, titles="Title\tNice class\nLumora\t9\n")] == ["Lumora"]


def test_a_mark_may_be_called_mark(run):
    assert len(run(marks="Mark,,9\nLumora,,9\n", titles="Lumora by Mark\t9\n")[0]["matches"]) == 2


def test_files_without_headings_are_read_too(run):
    assert len(run(marks="Lumora\n", titles="Lumora\n")[0]["matches"]) == 1


def test_a_title_may_hold_any_other_line_separator(run):
    titles = ["a\u2028b", "a\x85b", "a\x0bb", 'say "Lumora', "a\x00b"]

    assert [line["title"] for line in run(titles="\n".join(titles))] == titles


def test_lines_of_one_mark_are_put_together(tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text("Lumora,ルモラ,9\nLumora,Люмора|ルモラ,18\n", encoding="utf-8")

    (mark,) = marks_in(path)

    assert mark.variants == ("ルモラ", "Люмора")
    assert mark.nice_classes == {9, 18}


def test_a_quoted_mark_may_hold_a_comma(run):
    lines = run(marks='"Kestrel, Audio & Co",,9\n', titles="kestrel audio co\n")

    assert lines[0]["matches"][0]["mark"] == "Kestrel, Audio & Co"


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ("Lumora,,9\n,,9\n", "marks.csv, line 2: the mark is empty"),
        ("Lumora,,9\nKestrel,,9;x\n", 'marks.csv, line 2: "x" is not a Nice class (1 to 45)'),
        ("Lumora,,46\n", 'marks.csv, line 1: "46" is not a Nice class (1 to 45)'),
        ("Lumora,,0\n", 'marks.csv, line 1: "0" is not a Nice class (1 to 45)'),
        ("Lumora,,9,x\n", "marks.csv, line 1: 4 columns, where mark, variants and nice_classes are expected"),
        ("Lumora,,\n???,,\n", 'marks.csv, line 2: "???" has no letter or digit to look for'),
        (b"Lumora,,\nLum\xffora,,\n", "marks.csv, line 2: not UTF-8 (byte 4 of the line)"),
        ('Lumora,,\n"Kestrel,,\n', "marks.csv, line 2: unexpected end of data"),
    ],
)
def test_a_bad_line_of_marks_is_named(run, marks, message):
    with pytest.raises(BadInput) as caught:
        run(marks=marks, titles="Lumora\t\n")

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("titles", "message"),
    [
        ("lamp\t9\nlamp\tnine\n", 'titles.tsv, line 2: "nine" is not a Nice class (1 to 45)'),
        ("lamp\t99\n", 'titles.tsv, line 1: "99" is not a Nice class (1 to 45)'),
        ("lamp\t9\textra\n", "titles.tsv, line 1: 3 columns, where a title and a class are expected"),
        (b"lamp\t9\n\n\xe9\t9\n", "titles.tsv, line 3: not UTF-8 (byte 1 of the line)"),
    ],
)
def test_a_bad_line_of_titles_is_named(run, titles, message):
    with pytest.raises(BadInput) as caught:
        run(titles=titles)

    assert str(caught.value) == message


def test_bad_input_leaves_the_earlier_output_as_it_was(tmp_path, run):
    (tmp_path / "matches.jsonl").write_text("earlier")

    with pytest.raises(BadInput):
        run(titles="lamp\t9\nlamp\tnine\n")

    assert (tmp_path / "matches.jsonl").read_text() == "earlier"
    assert not (tmp_path / "matches.jsonl.part").exists()


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"marks\.csv"):
        recognise(tmp_path / "marks.csv", tmp_path / "titles.tsv", tmp_path / "out.jsonl")
