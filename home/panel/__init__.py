"""Figures of the gmina and of one institution: counts only, never a ranking of people."""
