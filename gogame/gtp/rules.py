"""Rules over GTP: KataGo's names and JSON object, and this program's own `gogame-variant`.

Source: KataGo, ``docs/GTP_Extensions.md``, commands kata-get-rules, kata-set-rules, kata-set-rule.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring, rules_from_name
from gogame.board.variant import VariantSpec
from gogame.errors import GtpError
from gogame.gtp.session import Handler, Session, argument
from gogame.gtp.wire import Command

_ALIASES = {"bga": "aga", "chinese-kgs": "chinese", "chinese-ogs": "chinese"}
_BONUS = {"0": HandicapBonus.NONE, "N": HandicapBonus.N, "N-1": HandicapBonus.N_MINUS_ONE}


def rules_to_kata(rules: Rules, *, friendly_pass: bool) -> dict[str, Any]:
    """Returns the rules as KataGo's JSON object."""
    bonus = next(name for name, value in _BONUS.items() if value is rules.handicap_bonus)
    return {
        "friendlyPassOk": friendly_pass,
        "hasButton": False,
        "ko": rules.ko.name,
        "scoring": rules.scoring.name,
        "suicide": rules.suicide,
        "tax": "SEKI" if rules.scoring is Scoring.TERRITORY else "NONE",
        "whiteHandicapBonus": bonus,
    }


def rules_from_kata(raw: dict[str, Any]) -> Rules:
    """Returns the rules that KataGo's JSON object describes; what is missing is as in `Rules`.

    Raises:
        GtpError: A key or value is not known, or means a rule that this engine lacks.
    """
    try:
        scoring = Scoring[str(raw.get("scoring", "AREA")).upper()]
        tax = "SEKI" if scoring is Scoring.TERRITORY else "NONE"
        if str(raw.get("tax", tax)).upper() != tax or raw.get("hasButton", False) is not False:
            raise GtpError(
                f"unsupported rules: with {scoring.value} scoring only tax {tax}, no button"
            )
        suicide = raw.get("suicide", raw.get("multiStoneSuicideLegal", False))
        if not isinstance(suicide, bool):
            raise GtpError("unsupported rules: suicide must be true or false")
        return Rules(
            ko=Ko[str(raw.get("ko", "POSITIONAL")).upper()],
            suicide=suicide,
            scoring=scoring,
            handicap_bonus=_BONUS[str(raw.get("whiteHandicapBonus", "0")).upper()],
        )
    except KeyError as error:
        raise GtpError(f"unknown value {error} in rules") from error


def _get_rules(session: Session, _command: Command) -> str:
    engine = session.engine
    return json.dumps(
        rules_to_kata(engine.variant.rules, friendly_pass=engine.config.friendly_pass)
    )


def _set_rules(session: Session, command: Command) -> str:
    text = argument(command, 0, "rules") and command.text
    if not text.startswith("{"):
        name = "-".join(text.lower().replace("_", " ").split())
        session.engine.set_rules(rules_from_name(_ALIASES.get(name, name)))
        return ""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise GtpError(f"rules are not JSON: {error}") from error
    _apply_rules(session, raw)
    return ""


def _set_rule(session: Session, command: Command) -> str:
    key = argument(command, 0, "a rule and its value")
    text = argument(command, 1, "a rule and its value")
    engine = session.engine
    raw = rules_to_kata(engine.variant.rules, friendly_pass=engine.config.friendly_pass)
    if key not in raw:
        raise GtpError(f"unknown rule {key[:30]!r}: expected one of {', '.join(sorted(raw))}")
    if key == "scoring":
        del raw["tax"]
    raw[key] = {"true": True, "false": False}.get(text.lower(), text)
    _apply_rules(session, raw)
    return ""


def _apply_rules(session: Session, raw: dict[str, Any]) -> None:
    friendly = raw.pop("friendlyPassOk", session.engine.config.friendly_pass)
    if not isinstance(friendly, bool):
        raise GtpError("friendlyPassOk must be true or false")
    session.engine.set_rules(rules_from_kata(raw))
    session.engine.config = replace(session.engine.config, friendly_pass=friendly)


def _variant(session: Session, command: Command) -> str:
    argument(command, 0, "the JSON of a variant")
    session.engine.new_game(VariantSpec.from_json(command.text))
    return ""


COMMANDS: dict[str, Handler] = {
    "kata-get-rules": _get_rules,
    "kata-set-rules": _set_rules,
    "kata-set-rule": _set_rule,
    "kgs-rules": _set_rules,
    "gogame-variant": _variant,
}
