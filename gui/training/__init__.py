"""Self-play runs as the window sees them: their files as values, and what is asked of them.

The window never imports the training program: it reads the files of a run that are replaced whole
(``status.json``, ``live.json``) and asks ``gogame-selfplay`` in child processes for the rest.
Modules in order, Qt-free down to `state`: `trouble`, `reading`, `run_status`, `story`, `games`,
`networks`, `replay`, `plan`, `state`; then `run_folder`, `processes`, `room`.
"""
