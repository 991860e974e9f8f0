"""Documents of teachers: read in a limited child process, told apart into parts."""
