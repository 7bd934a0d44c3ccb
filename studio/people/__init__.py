"""Makes the two people on the mat, and what the library knows of their bodies, from Anny."""
