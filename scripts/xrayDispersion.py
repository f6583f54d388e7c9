"""Writes src/crystal/tables/xrayDispersionCurves.ts: f' and f'' from 0.2 to 3 Å.

Run by hand with Python 3, numpy and gemmi 0.5.7. Cromer-Liberman values, as the quadrature gives
them, have poles at accidental wavelengths (Bi at 1.53 Å, Ce at 0.64 Å); smooth curves are fitted
between absorption edges by least squares that give outliers no weight.
"""

import math
from pathlib import Path

import gemmi
import numpy as np

HC = 12398.4198  # eV Å
SHORTEST, LONGEST = 0.2, 3.0
# Edges farther out leave no trace in the range that a polynomial could not follow.
EDGE_RANGE = 0.1, 4.2
# Relative distance from an edge inside of which nothing is sampled.
GAP = 3e-4
TABLE = Path(__file__).parent.parent / "src/crystal/tables/xrayDispersionCurves.ts"

HEADER = """/**
 * Anomalous dispersion of X-rays from 0.2 to 3 Å, electrons: Cromer–Liberman values as in
 * `xrayDispersion.ts`, smoothed (`scripts/xrayDispersion.py`, run in November 2026).
 *
 * `edges`: absorption edges of the element, wavelength in Å and jump of f″. A row holds for the stretch
 * up to one of them; x runs from −1 to 1 in ln λ over it. f″ is the exponential of the Chebyshev sum `lnFpp`.
 * f′ is the sum `fp` plus (Δ/π) u² ln|1 − 1/u²| of each edge, u = λ/λ_edge: what the dispersion
 * relation makes of a jump Δ that falls like the inverse square of the energy.
 */
"""


def dispersion(z, wavelength):
    return gemmi.cromer_liberman(z=z, energy=HC / wavelength)


def edges_of(z):
    """Wavelengths at which f'' falls, and by how much."""
    found = []
    trials = np.exp(np.linspace(*np.log(EDGE_RANGE), 8000))
    values = [dispersion(z, wavelength)[1] for wavelength in trials]
    for low, high, before, after in zip(trials, trials[1:], values, values[1:]):
        if after >= 0.985 * before or before < 0.005:
            continue
        for _ in range(45):
            middle = (low + high) / 2
            value = dispersion(z, middle)[1]
            if abs(value - before) < abs(value - after):
                low = middle
            else:
                high = middle
        edge = (low + high) / 2
        jump = dispersion(z, edge * (1 - 1e-6))[1] - dispersion(z, edge * (1 + 1e-6))[1]
        found.append((round(edge, 5), round(jump, 4)))
    return found


def cusps(edges, wavelength):
    u = [(jump, wavelength / edge) for edge, jump in edges]
    return sum((jump / math.pi * x**2 * np.log(np.abs(1 - x**-2)) for jump, x in u), 0 * wavelength)


def robust_fit(x, y, degree, floor):
    """Chebyshev coefficients; weights are those of a Cauchy distribution of errors."""
    terms = np.polynomial.chebyshev.chebvander(x, degree)
    weights = np.ones_like(x)
    for _ in range(80):
        fit = np.linalg.lstsq(terms * weights[:, None], y * weights, rcond=None)[0]
        errors = np.abs(y - terms @ fit)
        weights = 1 / (1 + (errors / max(floor, 2 * np.median(errors))) ** 2)
    return fit


def numbers(values):
    return " ".join(f"{round(float(value), 4) + 0:g}" for value in values)


def rows_of(z):
    edges = edges_of(z)
    inside = [edge for edge, _ in edges if SHORTEST < edge < LONGEST]
    ends = [SHORTEST, *inside, LONGEST]
    for start, end in zip(ends, ends[1:]):
        width = math.log(end / start)
        x = np.linspace(-1, 1, max(60, int(1200 * width)))
        wavelength = np.sqrt(start * end) * np.exp(x * width / 2)
        kept = np.all([np.abs(wavelength / edge - 1) > GAP for edge, _ in edges] or [x < 2], axis=0)
        x, wavelength = x[kept], wavelength[kept]
        values = np.array([dispersion(z, w) for w in wavelength])
        degree = 7 if width > 0.4 else 4 if width > 0.12 else 3
        fp = robust_fit(x, values[:, 0] - cusps(edges, wavelength), degree, 0.004)
        ln_fpp = robust_fit(x, np.log(np.maximum(values[:, 1], 1e-7)), 3, 0.002)
        yield [
            gemmi.Element(z).name,
            str(end),
            " ".join(f"{edge} {jump}" for edge, jump in edges if start == SHORTEST) or ".",
            numbers(fp),
            numbers(ln_fpp),
        ]


def main():
    rows = [["element", "upTo", "edges", "fp", "lnFpp"]]
    for z in range(3, 93):
        rows.extend(rows_of(z))
    text = "\n".join("  ".join(row) for row in rows)
    declaration = f"export const XRAY_DISPERSION_CURVES = `\n{text}\n`;\n"
    TABLE.write_text(HEADER + declaration, encoding="utf-8")


if __name__ == "__main__":
    main()
