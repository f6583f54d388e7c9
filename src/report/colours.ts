export const paper = '#ffffff';
export const ink = '#1b1b1f';

/** For what must not compete with the data. */
export const quiet = '#77777f';

/**
 * White to dark blue, lightness falling evenly: reads the same in grey and with any colour vision.
 * [ColorBrewer 2.0, Blues, with white for nothing at all]
 */
export const ramp: readonly string[] = [
  '#ffffff',
  '#deebf7',
  '#9ecae1',
  '#4292c6',
  '#2171b5',
  '#08519c',
  '#08306b',
];

/** Colours told apart with any colour vision. [Okabe & Ito, Color Universal Design, 2008] */
export const hues: readonly string[] = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#000000',
];

/** Dashes go along with the hues, so that curves differ in print without colour too. */
export const dashes: readonly string[] = ['none', '6 2', '2 2', '8 2 2 2', '4 4', '1 2', '12 3'];
