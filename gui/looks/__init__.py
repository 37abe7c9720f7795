"""Colours, fonts, and the looks of boards and stones; nothing here knows the game."""
