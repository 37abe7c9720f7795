"""Files of the user: game records, settings, the unfinished game; found, read and written."""
