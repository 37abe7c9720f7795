"""`GameState`: everything the window shows, frozen; only the session replaces it. No Qt here.

What happens to a state is in `transitions`; words for people are made by the views, so a message
is a kind and its arguments.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from pathlib import Path

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import PRESETS, WinCondition, name_of_rules
from gogame.board.score import Correction, Score
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings
from gogame.record import Result
from gogame.styles import PlayStyle
from gui.game.clocks import Clocks
from gui.game.conduct import AT_ONCE, Conduct
from gui.game.drill import DrillTask
from gui.game.editing import NOT_EDITING, PLAYING_TOOLS, Editing
from gui.game.engines import STARTING, EngineState
from gui.game.lesson import NO_HINTS, NO_LESSON, Hints, Lesson
from gui.game.move_tree import MoveTree
from gui.game.quiz import Quiz
from gui.game.reports import NO_ANALYSIS, AnalysisState
from gui.game.shelf import Shelf

_BRIEF = 8  # what part of its time an engine takes that thinks briefly
_SHORTEST_S = 0.05


class Phase(enum.StrEnum):
    """Where a game is.

    PLACING: Black puts down free handicap stones.
    PLAYING: moves are played.
    SCORING: both have passed; dead stones are agreed on.
    OVER: there is a result.
    """

    PLACING = "placing"
    PLAYING = "playing"
    SCORING = "scoring"
    OVER = "over"


class PlayerKind(enum.StrEnum):
    """Who moves for a colour."""

    HUMAN = "human"
    AI = "ai"


@dataclass(frozen=True, slots=True)
class Player:
    """One side of the board.

    Attributes:
        kind: Who moves.
        name: The player's name, empty if unknown.
        visits: Search visits of the AI for a move, or None.
        seconds: Seconds of the AI for a move, or None.
        engine: Command line of the GTP engine that moves, empty for our own.
        level: Level of our own AI, see `gogame.levels`, or None; it, visits or seconds are always
            set for an AI.
        style: What kind of move our own AI prefers, see `gogame.styles`; None for the strongest.
    """

    kind: PlayerKind = PlayerKind.HUMAN
    name: str = ""
    visits: int | None = None
    seconds: float | None = None
    engine: str = ""
    level: int | None = None
    style: PlayStyle | None = None

    @property
    def is_ai(self) -> bool:
        """Whether the engine moves."""
        return self.kind is PlayerKind.AI

    def in_brief(self) -> Player:
        """Returns the same player thinking for an eighth; a level stays, for it is a strength."""
        if self.level is not None:
            return self
        visits = None if self.visits is None else max(1, self.visits // _BRIEF)
        seconds = None if self.seconds is None else max(_SHORTEST_S, self.seconds / _BRIEF)
        return replace(self, visits=visits, seconds=seconds)


HUMAN = Player()
DEFAULT_AI = Player(PlayerKind.AI, seconds=2.0)  # at full strength
FIRST_LEVEL = 3  # what a person meets who has chosen nothing yet
FIRST_AI = Player(PlayerKind.AI, level=FIRST_LEVEL)
PLAY_OUT_AI = Player(PlayerKind.AI, visits=60)  # quick: a game that is played out is a sketch


@dataclass(frozen=True, slots=True)
class GameSetup:
    """What a new game is made from.

    Attributes:
        variant: Board, rules, komi.
        black: Black's player.
        white: White's player.
        handicap: Stones given to Black, 0 or 2 and more.
        free_handicap: Whether Black puts them down where Black likes.
        time: The clocks.
        rules_name: The preset that was chosen; two of them can name the same rules.
    """

    variant: VariantSpec = field(default_factory=lambda: standard(9, "chinese"))
    black: Player = HUMAN
    white: Player = FIRST_AI
    handicap: int = 0
    free_handicap: bool = False
    time: TimeSettings = TimeSettings()
    rules_name: str = ""

    @property
    def preset(self) -> str | None:
        """The name of the rules, None if they are nobody's."""
        if PRESETS.get(self.rules_name) == self.variant.rules:
            return self.rules_name
        return name_of_rules(self.variant.rules)

    def player(self, color: Color) -> Player:
        """Returns who plays a colour."""
        return self.black if color is Color.BLACK else self.white


class MessageKind(enum.StrEnum):
    """What the window has to say; the arguments of each are in `views.texts`."""

    WELCOME = "welcome"
    PLACE_HANDICAP = "place-handicap"
    ILLEGAL_MOVE = "illegal-move"
    NOT_YOUR_TURN = "not-your-turn"
    PASSED = "passed"
    LEFT_OUT = "left-out"
    RESTORED = "restored"
    READING = "reading"
    OPENED = "opened"
    SAVED = "saved"
    OPEN_FAILED = "open-failed"
    SAVE_FAILED = "save-failed"
    AUTOSAVE_FAILED = "autosave-failed"
    RESULTS_FAILED = "results-failed"
    RESTORE_FAILED = "restore-failed"
    SETTINGS_FAILED = "settings-failed"
    SETTINGS_DAMAGED = "settings-damaged"
    ENGINE_DIED = "engine-died"
    ENGINE_RESTARTED = "engine-restarted"
    ANALYSIS_STOPPED = "analysis-stopped"
    ANALYSIS_REFUSED = "analysis-refused"
    NETWORK_CHOSEN = "network-chosen"
    NETWORK_BUILT_IN = "network-built-in"
    NETWORK_GONE = "network-gone"
    UNEXPECTED = "unexpected"
    PLAYING_OUT = "playing-out"
    PLAYED_OUT = "played-out"
    STUDYING = "studying"
    PLAYING_AGAIN = "playing-again"
    NO_FRAME = "no-frame"
    DRILLS_KEPT = "drills-kept"
    DRILLS_ADDED = "drills-added"
    DRILLS_FAILED = "drills-failed"
    NO_DRILL_DUE = "no-drill-due"


_ERRORS = frozenset(
    {
        MessageKind.OPEN_FAILED,
        MessageKind.SAVE_FAILED,
        MessageKind.AUTOSAVE_FAILED,
        MessageKind.RESULTS_FAILED,
        MessageKind.DRILLS_FAILED,
        MessageKind.RESTORE_FAILED,
        MessageKind.SETTINGS_FAILED,
        MessageKind.SETTINGS_DAMAGED,
        MessageKind.ENGINE_DIED,
        MessageKind.ANALYSIS_STOPPED,
        MessageKind.ANALYSIS_REFUSED,
        MessageKind.NETWORK_GONE,
        MessageKind.UNEXPECTED,
    }
)


@dataclass(frozen=True, slots=True)
class Message:
    """One line for the player.

    Attributes:
        kind: What it is about.
        args: What stands in it, such as a file's name and the reason of a failure.
    """

    kind: MessageKind
    args: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether something failed."""
        return self.kind in _ERRORS


@dataclass(frozen=True, slots=True, eq=False)
class GameState:
    """One moment of the window.

    Attributes:
        game: Number of the game since the program started; answers for another are stale.
        setup: What the game was made from; players may change while it lasts.
        tree: All moves.
        cursor: The node of the tree that is shown.
        position: The position there.
        phase: Where the game is.
        placed: Free handicap stones put down so far.
        dead: Points of stones marked as dead.
        corrections: Regions that were given to someone by hand; each makes a difference.
        counted: The stones that `dead`, `corrections` and `proposed` are about, P bytes. All four
            outlast a look at earlier moves, so that the count is found again as it was left.
        score: The count, while or after counting.
        result: The outcome, or None.
        engine: The engine process.
        analysis: What is known about the positions of the game.
        rival: What a second engine knows about them.
        clocks: Both clocks when the present turn began, or None.
        message: What to tell the player, or None.
        path: The SGF file that the game was saved in or read from, or None.
        unsaved: Whether anything has been played since.
        is_record: Whether the game came from a file: its main line then stays as it is.
        has_ended: Whether it has been over before and was resumed.
        editing: The tool in hand and what can be undone.
        shelf: The games of a file that holds several, or None.
        conduct: How the moves come.
        lesson: What the teacher knows.
        hints: What has been given away of good moves.
        quiz: The moves that are being guessed, None while none are.
        drill: The mistake that is being practised, likewise.
        proposed: The stones that the engine holds for dead, None as long as it has not said.
    """

    game: int
    setup: GameSetup
    tree: MoveTree
    cursor: int
    position: Position
    phase: Phase = Phase.PLAYING
    placed: tuple[int, ...] = ()
    dead: frozenset[int] = frozenset()
    corrections: frozenset[Correction] = frozenset()
    counted: bytes = b""
    score: Score | None = None
    result: Result | None = None
    engine: EngineState = STARTING
    analysis: AnalysisState = NO_ANALYSIS
    rival: AnalysisState = NO_ANALYSIS
    clocks: Clocks | None = None
    message: Message | None = None
    path: Path | None = None
    unsaved: bool = False
    is_record: bool = False
    has_ended: bool = False
    editing: Editing = NOT_EDITING
    shelf: Shelf | None = None
    conduct: Conduct = AT_ONCE
    lesson: Lesson = NO_LESSON
    hints: Hints = NO_HINTS
    quiz: Quiz | None = None
    drill: DrillTask | None = None
    proposed: frozenset[int] | None = None

    @property
    def is_secret(self) -> bool:
        """Whether a person is to find a move, so that no analysis may give it away."""
        return self.quiz is not None or (self.drill is not None and self.drill.is_open)

    @property
    def is_editing(self) -> bool:
        """Whether clicks on the board edit the record; engines do not move then."""
        return self.editing.tool is not None

    @property
    def variant(self) -> VariantSpec:
        """The game being played."""
        return self.position.variant

    @property
    def to_play(self) -> Color:
        """Whose turn it is."""
        return self.position.to_play

    @property
    def at_end(self) -> bool:
        """Whether nothing follows the position shown but what was only sketched."""
        return self.tree.onward(self.cursor) is None

    @property
    def is_ai_turn(self) -> bool:
        """Whether an engine is to move now: while looking back at earlier moves only if asked."""
        if self.phase is not Phase.PLAYING or self.is_secret or self.is_editing:
            return False
        conduct = self.conduct
        if conduct.play_out is not None or conduct.asked == self.cursor:
            return True
        waits = conduct.is_paused or conduct.on_request or self.is_paced or self.is_teacher_turn
        return not waits and self.at_end and self.setup.player(self.to_play).is_ai

    @property
    def is_paced(self) -> bool:
        """Whether engines play each other at a pace."""
        return self.conduct.pace_s > 0 and self.setup.black.is_ai and self.setup.white.is_ai

    @property
    def engine_player(self) -> Player:
        """The engine that moves when one is to: the player's, else the opponent's, else ours."""
        if self.conduct.play_out is not None:
            return PLAY_OUT_AI
        players = self.setup.player(self.to_play), self.setup.player(self.to_play.opponent)
        chosen = next((player for player in players if player.is_ai), DEFAULT_AI)
        return chosen.in_brief() if self.conduct.is_brief else chosen

    @property
    def may_ponder(self) -> bool:
        """Whether our engine may think on the person's time now."""
        conduct = self.conduct
        waits = conduct.is_paused or conduct.on_request or conduct.play_out is not None
        return conduct.ponders and not waits and self.phase is Phase.PLAYING

    @property
    def is_teacher_turn(self) -> bool:
        """Whether the teacher has yet to judge a person's move, or waits for an answer."""
        lesson, move = self.lesson, self.tree[self.cursor].move
        is_played = self.phase is Phase.PLAYING and self.at_end and not self.is_editing
        if not lesson.is_on or move is None or not is_played:
            return False
        if self.setup.player(move.color).is_ai or not self.setup.player(self.to_play).is_ai:
            return False
        return lesson.asks == self.cursor or self.cursor not in lesson.verdicts

    @property
    def is_human_turn(self) -> bool:
        """Whether a click plays a stone."""
        if self.phase is Phase.PLACING:
            return True
        conduct = self.conduct
        if conduct.is_paused or conduct.play_out is not None or self.quiz is not None:
            return False
        if self.is_editing:
            return self.editing.tool in PLAYING_TOOLS
        is_free = conduct.on_request or not self.setup.player(self.to_play).is_ai
        return self.phase is Phase.PLAYING and is_free

    @property
    def move_number(self) -> int:
        """Number of the move shown, 0 before the first."""
        return self.tree.depth(self.cursor)

    @property
    def line_length(self) -> int:
        """Number of the last move of the line shown."""
        return self.tree.depth(self.tree.end_of_line(self.cursor))

    @property
    def can_try(self) -> bool:
        """Whether a click tries a move in a game that has ended, as a variation."""
        return self.phase is Phase.OVER and not self.is_editing and self.quiz is None

    @property
    def undoes_edit(self) -> bool:
        """Whether "undo" undoes an edit of the record, and not a move of the game."""
        has_edit = bool(self.editing.past) and self.editing.links is self.tree.links
        return has_edit and (self.is_editing or self.phase is Phase.OVER)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        if self.phase is Phase.PLACING:
            return bool(self.placed)
        if self.conduct.play_out is not None or self.is_secret:
            return False
        if self.is_editing or self.undoes_edit:
            return self.undoes_edit
        has_move = self.at_end and self.tree[self.cursor].move is not None
        return has_move and (self.phase is not Phase.OVER or not self.can_resume)

    @property
    def can_resume(self) -> bool:
        """Whether play can go on although the game has been counted or given up."""
        if self.phase not in (Phase.SCORING, Phase.OVER):
            return False
        return not self.position.is_over or self.variant.win is WinCondition.SCORE
