"""Reading the pages of the tracker as officers and readers see them."""
