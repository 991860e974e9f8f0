"""A site of nothing but jobs, whose workers the tests kill."""
