"""The invented gmina of the demonstration: its content as data, and its loader.

Who reads `data/` needs no code: one TOML file per material and per network, with
the files that materials carry in `data/files/`.
"""
