"""Commands about handing over and finding again."""
