"""Fields, forms and parts that the nurse's pages are made of."""
