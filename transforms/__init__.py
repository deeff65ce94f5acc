"""Pure interpretation: bytes or values in, values out; knows no clock, file, network or database."""
