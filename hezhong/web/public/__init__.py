"""Pages for the public: questions, filing, following a matter, checking a paper."""
