"""Who may do what with a record, who is logged in, and who did what when: a file beside it."""
