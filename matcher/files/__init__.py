"""What people hand us: which kind of file its bytes are, whatever its name says."""
