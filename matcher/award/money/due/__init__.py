"""Money that is to be spent or paid back by a day, told beside the duties."""
