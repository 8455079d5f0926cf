"""Every fact in plain words: one sentence a kind of fact, made when it is read."""
