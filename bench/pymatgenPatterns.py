"""Peak lists by pymatgen, for `npm run bench -- peers`.

One JSON object a line in, {"kind", "wavelength", "range", "structure"}, one a line out:
{"seconds", "wallSeconds", "peaks"}, or {"error"}. `seconds` is processor time of get_pattern alone;
`wallSeconds` is wall time with making the Structure, which is what a user waits for.
"""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from pymatgen.analysis.diffraction.neutron import NDCalculator
from pymatgen.analysis.diffraction.xrd import XRDCalculator
from pymatgen.core import Lattice, Structure
from pymatgen.core import __version__ as version

CALCULATORS = {"neutron": NDCalculator, "x-ray": XRDCalculator}


def structure_of(line):
    species = [{site[0]: site[4] if len(site) > 4 else 1} for site in line["sites"]]
    positions = [site[1:4] for site in line["sites"]]
    return Structure(Lattice.from_parameters(*line["cell"]), species, positions)


def answer(request):
    calculator = CALCULATORS[request["kind"]](wavelength=request["wavelength"])
    wall_start = time.perf_counter()
    structure = structure_of(request["structure"])
    start = time.process_time()
    pattern = calculator.get_pattern(structure, two_theta_range=request["range"])
    return {
        "seconds": time.process_time() - start,
        "wallSeconds": time.perf_counter() - wall_start,
        "peaks": len(pattern),
    }


print(json.dumps({"version": version}), flush=True)
for text in sys.stdin:
    try:
        reply = answer(json.loads(text))
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
