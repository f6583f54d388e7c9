import { z } from 'zod';
import { INSTRUMENTS, type Instrument } from '../pattern/index.ts';

/** What a card of version 1 says of its instrument: a name, and some values beside it. */
const namedInstrument = z.looseObject({
  radiation: z.string(),
  wavelength: z.number(),
  grid: z.object({ start: z.number(), step: z.number(), count: z.int() }),
  instrument: z.string(),
});
const card1 = z.looseObject({ input: namedInstrument });

/**
 * A card of version 1 as one of version 2: the preset that it names, on the grid that it states, takes
 * the place of the name.
 *
 * @throws RangeError when it does not say that much, when the name is no preset's, or when the preset
 * has another beam.
 */
export function withWholeInstrument(value: unknown): unknown {
  const read = card1.safeParse(value);
  if (!read.success) throw new RangeError(`bad model card:\n${z.prettifyError(read.error)}`);
  const card = read.data;
  const { instrument: name, radiation, wavelength, grid, ...input } = card.input;
  const instrument = presetOf(name, radiation, wavelength);
  return { ...card, formatVersion: 2, input: { instrument: { ...instrument, grid }, ...input } };
}

function presetOf(name: string, radiation: string, wavelength: number): Instrument {
  const preset = INSTRUMENTS.find((candidate) => candidate.name === name);
  if (preset?.radiation === radiation && preset.wavelength === wavelength) return preset;
  throw new RangeError(
    `the model card holds no more of its instrument than the name "${name}", which is ` +
      `${preset === undefined ? 'no preset' : 'a preset of another beam'}; ` +
      'set formatVersion to 2 and put the instrument into input.instrument, whole, as ' +
      '`mauguin instruments FILE --save` writes it',
  );
}
