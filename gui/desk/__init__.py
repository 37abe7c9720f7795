"""What features work at: commands, the places of the window, preferences. Begin with `Feature`."""
