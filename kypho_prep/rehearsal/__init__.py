"""A clinic of several machines rehearsed on one: a private server, two kiosks and a desk, each a process of its own."""
