"""What the window remembers between two starts, as one small JSON file.

A file that cannot be read or holds nonsense is as good as none: every value has a default.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QStandardPaths

_FILE_NAME = "settings.json"
_LARGEST = 100_000  # numbers beyond are nonsense; so are those below 0
_DAMAGED_NAME = "settings.damaged.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one user.

    Attributes:
        language: ``"en"``, ``"ko"``, or empty for the system's.
        coordinates: Whether the board shows coordinates.
        move_numbers: Whether stones show their move numbers.
        geometry: Qt's window geometry, base64.
        new_game: What the new-game dialog showed last, as `game_files.setup_to_dict` writes it.
        folder: Where SGF files were opened or saved last.
        appearance: ``"light"``, ``"dark"``, or empty for the system's.
        ownership: Whether the board shows who will own what as the engine sees it.
        metric: What candidates are labelled with and the graph shows: score or winrate.
        analysis_engine: The engine that analyses, as `engines.choice_to_json` writes it.
        board: What the board is made of, a key of `appearance.BOARDS`.
        stones: What stones look like, a value of `appearance.StoneLook`.
        judgement: The colours of what moves lose, a key of `appearance.JUDGEMENTS`.
        font_percent: Size of all words, 100 for the system's.
        keys: Keys of commands other than the usual ones, as JSON.
        sounds: Whether there are sounds.
        volume: How loud they are, in percent.
        layout: Qt's places of docks and toolbars, base64.
        side_width: Width of the cards at the side in pixels, 0 for the usual one.
        side: Whether the cards at the side are shown.
        toolbar: Whether the toolbar is shown.
        teaches: Whether the teacher is there.
        teacher: What is wanted of the teacher, as `lesson.LessonChoices.to_json` writes it.
        pace_s: Seconds that a move takes at least while engines play each other.
        ponders: Whether our engine thinks on the person's time too.
        tree: Whether the variation tree is shown: ``"on"``, ``"off"``, or empty to show it where
            a record has variations.
        comments: Likewise for comments, where a record has words.
        network: The network file that our engine uses, empty for the one that comes with it.
        runs: Folders of training runs that were opened, the last one first, one a line.
        drill_points: Points that a move may lose at most when mistakes are practised.
        even_game: Whether the next game's level follows from the results of the last ones.
        recent: Paths of the records opened or saved last, one a line, the last one first.
        analysis: How positions are analysed and shown, as `AnalysisChoices.to_json` writes it.
        second_engine: A second engine that analyses beside the first, likewise; empty for none.
    """

    language: str = ""
    coordinates: bool = True
    move_numbers: bool = False
    geometry: str = ""
    new_game: str = ""
    folder: str = ""
    appearance: str = ""
    ownership: bool = False
    metric: str = "score"
    analysis_engine: str = ""
    board: str = ""
    stones: str = ""
    judgement: str = ""
    font_percent: int = 100
    keys: str = ""
    sounds: bool = True
    volume: int = 60
    layout: str = ""
    side_width: int = 0
    side: bool = True
    toolbar: bool = True
    teaches: bool = False
    teacher: str = ""
    pace_s: float = 1.0
    ponders: bool = False
    tree: str = ""
    comments: str = ""
    network: str = ""
    runs: str = ""
    drill_points: float = 1.0
    even_game: bool = False
    recent: str = ""
    analysis: str = ""
    second_engine: str = ""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this program keeps its files.

    Attributes:
        config: Settings.
        data: Unfinished games.
    """

    config: Path
    data: Path

    @classmethod
    def of_user(cls) -> Folders:
        """Returns the platform's folders; the application's name must have been set."""
        where = QStandardPaths.StandardLocation
        return cls(
            Path(QStandardPaths.writableLocation(where.AppConfigLocation)),
            Path(QStandardPaths.writableLocation(where.AppDataLocation)),
        )


def load_settings(folder: Path) -> Settings:
    """Returns the settings kept in a folder, defaults for whatever is missing or wrong."""
    try:
        given = _read(folder)
    except (OSError, ValueError, RecursionError):
        return Settings()
    default = Settings()
    known = {
        field.name: given[field.name]
        for field in fields(Settings)
        if type(given.get(field.name)) is type(getattr(default, field.name))
        and _is_usable(given[field.name])
    }
    return Settings(**known)


def _read(folder: Path) -> dict[str, Any]:
    raw: Any = json.loads((folder / _FILE_NAME).read_text(encoding="utf-8"))
    if not isinstance(raw, dict):
        raise ValueError(f"expected an object, found {type(raw).__name__}")
    return cast(dict[str, Any], raw)


def _is_usable(value: object) -> bool:
    """Returns whether a value is a number that Qt can take, or no number."""
    return not isinstance(value, int | float) or 0 <= value <= _LARGEST


def set_aside_damaged(folder: Path) -> Path | None:
    """Renames a file of settings that makes no sense, so that a person can still look into it.

    Returns:
        The new path, or None if there is nothing to put aside.
    """
    try:
        _read(folder)
    except (ValueError, RecursionError):
        aside = folder / _DAMAGED_NAME
        try:
            (folder / _FILE_NAME).replace(aside)
        except OSError:
            return None  # whoever writes the settings next tells why that cannot be done
        return aside
    except OSError:
        return None
    return None


def network_of(settings: Settings) -> str:
    """Returns the network file that our engine uses; empty if none was chosen or it is gone."""
    return settings.network if settings.network and os.path.isfile(settings.network) else ""


def save_settings(folder: Path, settings: Settings) -> None:
    """Keeps the settings.

    Raises:
        OSError: They cannot be written.
    """
    write_atomically(folder / _FILE_NAME, json.dumps(asdict(settings), indent=1))


def write_atomically(path: Path, text: str) -> None:
    """Writes a file so that after a crash there is either the old or the new one.

    Raises:
        OSError: It cannot be written.
    """
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that after a crash there is either the old or the new one.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
