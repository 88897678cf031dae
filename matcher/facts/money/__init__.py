"""What the grant comes to: sums, rates, what is paid for, what it combines with."""
