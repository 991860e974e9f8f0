"""What files are: their kinds, their checks, their place on disk."""
