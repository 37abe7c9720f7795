"""Engines in child processes: GTP and the JSON analysis protocol, both as signals.

Begin with `AnalysisClient` in `interface`, which both fit; games are played over `EngineClient`.
"""

from gui.engine_client.gtp import EngineClient
from gui.engine_client.gtp_analysis import GtpAnalysisClient
from gui.engine_client.interface import AnalysisClient, AnalysisEvents, AnalysisQuery
from gui.engine_client.json_analysis import JsonAnalysisClient
from gui.engine_client.process import ChildProcess, EngineProgram, Mark

__all__ = [
    "AnalysisClient",
    "AnalysisEvents",
    "AnalysisQuery",
    "ChildProcess",
    "EngineClient",
    "EngineProgram",
    "GtpAnalysisClient",
    "JsonAnalysisClient",
    "Mark",
]
