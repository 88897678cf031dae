"""The guided setup: from the empty folder to the first matches without a terminal."""
