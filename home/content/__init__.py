"""Whether what is written on our pages can be read by everybody."""
