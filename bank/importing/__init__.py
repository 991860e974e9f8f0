"""Materials from a file: reading lines, understanding them, naming what is wrong."""
