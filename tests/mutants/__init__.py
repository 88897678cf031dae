"""Do the tests notice when a deciding line is wrong? Small faults are planted and looked for."""
