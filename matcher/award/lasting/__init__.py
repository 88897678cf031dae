"""What ends with the money: when it is asked, by when it must be decided, what it costs after."""
