"""The council calendar: from files, servers and typing to meetings and working days."""
