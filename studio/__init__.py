"""Makes the assets that are shipped. Maintainers run it; nothing in `supine` imports it."""
