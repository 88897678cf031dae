"""Projects as spreadsheets: .xlsx and .csv that clerks fill in, and the template for them."""
