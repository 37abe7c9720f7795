"""Views paint the state and emit what the player wants; they never call one another."""
