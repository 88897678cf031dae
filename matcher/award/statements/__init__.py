"""What a profile states under „foerderungen“ beside the record of applications and notices."""
