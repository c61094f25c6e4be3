"""The sheet of a translator: made from the words of a language, and checked whole before anything of it is taken in."""
