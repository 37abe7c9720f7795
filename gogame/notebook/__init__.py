"""The engine in Python programs and notebooks; `gogame.load` gives a `LoadedEngine`.

Points are GTP vertices such as ``"E5"``. Modules in order: `start` (where moves begin), `shown`
(results, and how Jupyter shows them), `loaded` (the engine). ``docs/notebook.md`` has examples.
"""

from gogame.notebook.loaded import LoadedEngine
from gogame.notebook.shown import Candidate, FileReview, PositionAnalysis
from gogame.notebook.start import GameOptions, position_of

__all__ = [
    "Candidate",
    "FileReview",
    "GameOptions",
    "LoadedEngine",
    "PositionAnalysis",
    "position_of",
]
