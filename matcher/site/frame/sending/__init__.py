"""What happens to a form between its sending and the page that shows what was stored."""
