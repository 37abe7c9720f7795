"""Learning: the teacher, hints, guessing moves, even games, the rules. No Qt here."""
