"""A run: from random play to a rising ladder, one command, one directory.

Modules in order: `config` (all that a run is configured by), `presets`, `directory` (its files),
`pipes` (lines of JSON between its processes), `resume` and `window` (where the learner goes on),
`rounds` (learning, round by round), `actor_process`, `learner_process`, `processes` (children and
what they said), `pipeline` (the run itself), `mend` and `reproduce`.
"""
