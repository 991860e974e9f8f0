"""Scenarios as teachers really keep them, built anew in many ways."""
