"""Who works here: login, accounts, one's own account, who gets mails."""
