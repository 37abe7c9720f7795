"""How strong networks are: matches against fixed opponents and each other, and their ratings."""
