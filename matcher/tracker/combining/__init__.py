"""A financing plan over several programmes of one project: who pays beside whom."""
