"""Game records for the fuzz: good ones, strange ones, broken ones."""

from __future__ import annotations

from pathlib import Path

_SETUP_CYCLE = ";AB[ee][ef]AW[fe];AE[ee][ef][fe]" * 40
RECORDS: dict[str, bytes] = {
    "plain.sgf": b"(;SZ[9]KM[7]PB[Ann]PW[Bob];B[ee];W[cc];B[gg];W[cg];B[gc];W[])",
    "variations.sgf": b"(;SZ[9];B[ee](;W[cc];B[dd](;W[de])(;W[ed]))(;W[gg]C[other]))",
    "finished.sgf": b"(;SZ[5]RE[B+3.5]KM[0.5];B[cc];W[bb];B[];W[])",
    "comments.sgf": "(;SZ[9]C[바둑 \\] [x\\:y\\]]GN[é];B[ee]LB[aa:A][bb:2]TR[cc]SQ[dd]"
    ";W[cc]CR[ee]MA[aa]AR[aa:bb]LN[cc:dd]BM[1];;)".encode(),
    "setup.sgf": b"(;SZ[9]AB[aa:cc]AW[gg][hh]PL[W];W[ee];AB[dd]AE[aa];PL[B];B[ff])",
    "cycle.sgf": b"(;SZ[9]" + _SETUP_CYCLE.encode() + b")",
    "illegal.sgf": b"(;SZ[9];B[ee];W[ee];B[zz];W[aa];B[ba];W[ab];B[bb];W[aa])",
    "large.sgf": b"(;SZ[19]" + b"".join(
        b";%c[%c%c]" % (b"BW"[i % 2], 97 + i // 19, 97 + i % 19) for i in range(300)
    ) + b")",
    "two.sgf": b"(;SZ[9];B[ee])(;SZ[13];B[aa])",
    "wide.sgf": b"(;SZ[7:9];B[aa];W[bb])",
    "handicap.sgf": b"(;SZ[19]HA[4]AB[dd][pp][dp][pd]KM[0.5]TM[600]OT[5x30 byo-yomi];W[qf])",
    "empty.sgf": b"",
    "cut.sgf": b"(;SZ[9];B[ee];W[c",
    "nonsense.sgf": b"no game at all",
    "bytes.sgf": bytes(range(256)),
    "huge.sgf": b"(;SZ[99];B[ee])",
    "zero.sgf": b"(;SZ[0];B[])",
    "korean.sgf": "(;SZ[9]CA[EUC-KR]PB[이세돌];B[ee])".encode("euc-kr"),
}  # fmt: skip


def write_records(folder: Path) -> list[Path]:
    """Returns the files' paths, in one order, after writing those that are missing.

    There is also one of a file that does not exist, and one of a folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in RECORDS]
    for path in paths:
        if not path.exists():
            path.write_bytes(RECORDS[path.name])
    return [*paths, folder / "missing.sgf", folder]
