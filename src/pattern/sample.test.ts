import { expect, test } from 'vitest';
import { lorentzianWidth } from './peakShape.ts';
import { sampleFault, sampleShift, sampleWidths } from './sample.ts';

const NONE = { U: 0, V: 0, W: 0, X: 0, Y: 0, Z: 0 };

// Scherrer's formula by hand: 0.9 · 1.5406 / (100 · cos 20°) = 0.014755 rad = 0.84541°.
test('crystallites of 100 Å at 2θ = 40° and Cu Kα1', () => {
  const widths = sampleWidths(NONE, 1.5406, { crystalliteSize: 100 });
  expect(lorentzianWidth(widths, 40)).toBeCloseTo(0.84541, 4);
});

// 2 · 0.002 · tan 30° = 0.0023094 rad = 0.13232°.
test('a strain of 0.2 % at 2θ = 60°', () => {
  const widths = sampleWidths(NONE, 2, { strain: 0.002 });
  expect(lorentzianWidth(widths, 60)).toBeCloseTo(0.13232, 5);
});

test('on the plot of Williamson and Hall, Γ cosθ against sinθ, they make a straight line', () => {
  const widths = sampleWidths(NONE, 1.5406, { crystalliteSize: 250, strain: 0.001 });
  const rows = [20, 70, 130].map((twoTheta) => {
    const theta = (twoTheta * Math.PI) / 360;
    const width = (lorentzianWidth(widths, twoTheta) * Math.PI) / 180;
    return [Math.sin(theta), width * Math.cos(theta)] as const;
  });
  for (const [sin, y] of rows) expect(y).toBeCloseTo((0.9 * 1.5406) / 250 + 2 * 0.001 * sin, 12);
});

test('they come on top of the widths of the instrument', () => {
  const own = { U: 0.1, V: -0.1, W: 0.1, X: 0.03, Y: 0.02, Z: 0.01 };
  const widths = sampleWidths(own, 1.5406, { crystalliteSize: 100 });
  expect(lorentzianWidth(widths, 40) - lorentzianWidth(own, 40)).toBeCloseTo(0.84541, 4);
  expect(sampleWidths(own, 1.5406, {})).toEqual(own);
});

test('a specimen 0.1 mm too high on a circle of 200 mm', () => {
  // −2 · 0.1/200 · cos 15° rad
  expect(sampleShift({ displacement: 0.0005 }, 30)).toBeCloseTo(-0.055343, 6);
});

test('transparency shifts most at 90 degrees', () => {
  expect(sampleShift({ transparency: -0.02 }, 90)).toBeCloseTo(-0.02, 12);
  expect(sampleShift({ transparency: -0.02 }, 30)).toBeCloseTo(-0.01, 12);
  expect(sampleShift({}, 30)).toBe(0);
});

const strain = { coefficients: {}, lorentzianShare: 2 };

test.each([
  ['size', { crystalliteSize: 0 }],
  ['strain', { strain: -1e-3 }],
  ['displacement', { displacement: Number.NaN }],
  ['transparency', { transparency: Number.POSITIVE_INFINITY }],
  ['March', { texture: { axis: [0, 0, 1], marchDollase: 0 } }],
  ['axis', { texture: { axis: [0, 0, 0], marchDollase: 0.8 } }],
  ['Lorentzian share', { stephens: strain }],
] as const)('a wrong %s is named', (word, sample) => {
  expect(sampleFault(sample)).toContain(word);
});

test('a sound sample has no fault', () => {
  const texture = { axis: [0, 0, 1], marchDollase: 0.7 } as const;
  expect(sampleFault({ crystalliteSize: 300, strain: 0, texture })).toBeUndefined();
});
