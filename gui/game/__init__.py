"""A game as values: its moves, clocks and players, and what happens to it. No Qt here."""
