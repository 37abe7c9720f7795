from __future__ import annotations

import pytest

from gogame.errors import SgfError
from gogame.sgf import read, write
from gogame.sgf.charset import decode

# Names and sentences of Go records that we made up, by charset.
RECORDS = {
    "gb18030": ["毛睿龙", "陶欣然 七段", "白中盘胜", "弃子取势,白棋略好", "许嘉阳", "乌镇围棋峰会"],
    "cp932": ["平田智也", "村川大介 九段", "白中押し勝ち", "黒の形勢が良い", "ソフト能力表 十段"],
    "cp949": ["윤준상", "이영구 九단", "흑 반집승", "백이 두터운 형세", "바둑리그 12라운드"],
    "cp950": ["陳首廉", "劉耀文", "黑中盤勝", "這手棋不好", "許功蓋 八段", "新竹清華大學"],
    "euc_jp": ["平田智也", "白1目半勝ち", "黒の形勢が良い", "時間切れ負け", "小林泉美"],
    "cp1252": ["Thomas Kölblöd", "Rémi Campagnie", "Christian Kühner", "Finale à Paris", "Übung"],
    "cp1251": ["Алексей Лазарев", "Светлана Шикшина", "Плохой ход, черные теряют угол"],
    "iso2022_jp": ["平田智也", "黒の形勢が良い"],
    "utf-8": ["毛睿龙", "平田智也", "윤준상", "Kölblöd", "Финал", "🙂"],
}
CASES = [(codec, text) for codec, texts in RECORDS.items() for text in texts]


@pytest.mark.parametrize(("codec", "text"), CASES)
def test_the_charset_of_one_short_name_is_found(codec: str, text: str) -> None:
    data = f"(;GM[1]SZ[9]PB[{text}];B[aa];W[bb])".encode(codec)
    assert read(data)[0].root.text("PB") == text


@pytest.mark.parametrize("codec", list(RECORDS))
def test_whole_records_come_through(codec: str) -> None:
    moves = "".join(f";B[{x}{y}]C[{RECORDS[codec][0]}]" for x in "abcd" for y in "abcd")
    texts = "".join(f"N[{text}]" for text in RECORDS[codec])
    data = f"(;GM[1]SZ[9]{texts}{moves})".encode(codec)
    tree = read(data)[0]
    assert list(tree.root.values("N")) == RECORDS[codec]
    again = read(write(tree).encode("utf-8"))[0]
    assert list(again.root.values("N")) == RECORDS[codec]
    assert again.root.raw("CA") == "UTF-8"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gbk", "gb18030"),
        ("GB18030", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("EUC-KR", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("Big5", "cp950"),
        ("EUC-JP", "euc_jp"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
    ],
)
def test_the_named_charset_wins_when_it_decodes(name: str, codec: str) -> None:
    text = RECORDS[codec][0]
    data = f"(;GM[1]CA[{name}]PB[{text}])".encode(codec)
    tree = read(data)[0]
    assert tree.root.text("PB") == text
    assert tree.warnings == []


def test_a_double_byte_charset_is_believed_even_if_the_text_could_be_utf8() -> None:
    text = "时越"
    data = f"(;CA[GB18030]PB[{text}])".encode("gb18030")
    assert data.decode("utf-8") != f"(;CA[GB18030]PB[{text}])"
    assert read(data)[0].root.text("PB") == text


@pytest.mark.parametrize("name", ["ISO-8859-1", "latin1", "windows-1252", "US-ASCII"])
def test_utf8_under_a_single_byte_name_is_utf8(name: str) -> None:
    tree = read(f"(;CA[{name}]PB[毛睿龙])".encode())[0]
    assert tree.root.text("PB") == "毛睿龙"
    assert "does not fit" in tree.warnings[0]


@pytest.mark.parametrize("name", ["UTF-8", "klingon", "unicode_escape", "hex", "idna"])
def test_a_wrong_or_unknown_name_is_not_believed(name: str) -> None:
    tree = read(f"(;CA[{name}]PB[毛睿龙]PW[陶欣然])".encode("gb18030"))[0]
    assert tree.root.text("PW") == "陶欣然"
    assert f"charset {name} (CA)" in tree.warnings[0]


def test_brackets_inside_double_byte_characters_are_no_brackets() -> None:
    # The second byte of these characters is a backslash or a closing bracket.
    for codec, text in (("cp932", "ソ表"), ("gb18030", "郲誠鄚"), ("cp950", "許功蓋餐")):
        data = f"(;CA[{codec}]PB[{text}];B[aa])".encode(codec)
        assert b"\\" in data or data.count(b"]") > 3
        (tree,) = read(data)
        assert tree.root.text("PB") == text
        assert len(list(tree.nodes())) == 2


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks(codec: str) -> None:
    mark = "" if codec in ("utf-8-sig", "utf-16") else "\ufeff"
    data = f"{mark}(;CA[whatever]PB[毛睿龙];B[aa])".encode(codec)
    assert read(data)[0].root.text("PB") == "毛睿龙"


def test_a_charset_asked_for_wins() -> None:
    data = "(;CA[UTF-8]PB[毛睿龙])".encode()
    assert read(data, charset="latin-1")[0].root.text("PB") != "毛睿龙"
    assert read(data, charset="utf-8")[0].root.text("PB") == "毛睿龙"
    with pytest.raises(SgfError, match="unknown charset 'hex'"):
        read(data, charset="hex")


def test_damaged_text_is_read_as_far_as_it_goes() -> None:
    whole = "(;PB[毛睿龙 九段]C[弃子取势,白棋略好]".encode("gb18030")
    tree = read(whole[:-2])[0]
    assert tree.root.text("PB") == "毛睿龙 九段"
    assert any("damaged" in warning for warning in tree.warnings)
    tree = read("(;PB[毛睿龙 九段]C[".encode() + b"\xff])")[0]
    assert tree.root.text("PB") == "毛睿龙 九段"


def test_every_byte_sequence_gives_some_text() -> None:
    assert decode(bytes(range(256))).text
    assert decode(b"").text == ""
    assert decode(b"\x81").text


def test_a_file_of_mostly_moves_is_judged_by_its_few_names() -> None:
    moves = b";B[aa];W[bb]" * 40_000
    text = "윤준상"
    tree = read(b"(;GM[1]" + moves + f"PB[{text}])".encode("cp949"))[0]
    assert tree.leaf.text("PB") == text
