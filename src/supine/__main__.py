"""`python -m supine` does what `supine` does."""

import sys

from supine.cli import main

sys.exit(main())
