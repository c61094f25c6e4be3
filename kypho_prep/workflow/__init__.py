"""One function per thing a person does; each opens its transaction and returns frozen values."""
