"""Commands about who works here and who gets mails."""
