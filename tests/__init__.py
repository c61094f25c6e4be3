"""The tests and benchmarks, found before a package of the same name that a library has left beside the others."""
