"""A run: from random play to a rising ladder, one command, one directory.

Modules in order: `config` (all that a run is configured by), `presets`, `directory` (its files),
`pipes` (lines of JSON between its processes), `work` (what actors and the learner do), `rounds`
(learning, round by round), `processes` (children and what they said), `plan` (what comes next),
`pipeline` (the run itself), `reproduce`.
"""
