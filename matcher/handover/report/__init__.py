"""The report for somebody who takes over projects and has never seen them."""
