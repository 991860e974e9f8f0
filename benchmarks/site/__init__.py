"""The site that is measured: as it is, and a page and documents more."""

import os

# How many materials the index holds, as if the bank had them; 0: as many as it has.
DOCUMENTS = int(os.environ.get("BENCHMARK_DOCUMENTS", "0"))
