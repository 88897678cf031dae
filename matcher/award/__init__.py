"""What comes after the application: award, duties, money, proof of use."""
