"""How applications ended: derived from the record, told beside a programme, counted by year."""
