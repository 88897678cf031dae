"""katalog.db, public: what crawls bring and what became of it."""
