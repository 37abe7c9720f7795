"""SGF files: reading, writing, and the way between SGF properties and positions."""
