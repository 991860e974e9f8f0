"""Tables that people bring: read, told apart, and what is wrong with them named."""
