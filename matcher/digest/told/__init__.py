"""What mails tell, by subject, gathered from both databases."""
