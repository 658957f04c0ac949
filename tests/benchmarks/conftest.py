"""Let the tests of the benchmark import its modules as the benchmark does itself: by their bare names."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
