"""What a grant leaves to pay, cent exact, with where each number is from."""
