"""The program as real processes, and the shortages they meet."""
