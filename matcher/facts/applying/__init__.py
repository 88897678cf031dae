"""Who may apply, when and how: deadlines, mode, start, applicants, documents."""
