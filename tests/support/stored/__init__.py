"""What a folder or a file holds, to compare before and after."""
