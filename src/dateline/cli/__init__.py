"""Thin shells over the library: parse arguments, call, print."""
