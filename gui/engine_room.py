"""Makes the objects behind the engines that were chosen: processes, partners, the analyst."""

from __future__ import annotations

from gui.analyst import Analyst
from gui.engine_client import (
    AnalysisClient,
    EngineClient,
    GtpAnalysisClient,
    JsonAnalysisClient,
)
from gui.engine_partner import EnginePartner
from gui.engine_team import OURS, EngineTeam
from gui.engines import OUR_ANALYSIS, EngineChoice, Protocol, choice_from_json
from gui.programs import program_of


def make_team(ours: EngineClient) -> EngineTeam:
    """Returns the engines that play; `ours` is our own engine's process, perhaps running."""

    def make(command: str) -> EnginePartner:
        if command == OURS:
            return EnginePartner(ours)
        return EnginePartner(EngineClient(program_of(EngineChoice(command))), engine=command)

    return EngineTeam(make)


def make_analysis_client(choice: EngineChoice) -> AnalysisClient:
    """Returns the process of an engine that analyses; it is not started yet."""
    program = program_of(choice)
    if choice.protocol is Protocol.GTP:
        return GtpAnalysisClient(program)
    return JsonAnalysisClient(program, knows_variants=choice.is_ours)


def make_analyst(kept: str) -> Analyst:
    """Returns what analyses.

    Args:
        kept: The engine as the settings keep it, empty for ours.
    """
    return Analyst(make_analysis_client, choice_from_json(kept, OUR_ANALYSIS))
