import { basename } from 'node:path';
import { type Crystal, cellVolume, formatStructureLine } from '../crystal/index.ts';
import {
  encodeFloat16,
  type RowMetadata,
  rowMetadata,
  type SimulationSettings,
} from '../dataset/index.ts';
import { createSimulator } from '../pattern/index.ts';
import { type LoadedCrystal, parseStructureText, type StructureText } from './structureTexts.ts';

/** Why a structure is not in a data set; its line in `faults.jsonl`. */
export interface BuildFault {
  /** Its name, without the folder: a data set says nothing of the machine it was built on. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly id?: string;
  readonly kind: string;
  readonly message: string;
}

/** Patterns as a shard holds them: float16 as bits, or float32. */
export type StoredValues = Uint16Array | Float32Array;

/** What became of one structure; `text` is the position in its batch of the text it stood in. */
export type Outcome = { readonly text: number } & Entry;

/** What a data set says of one structure. */
export type Entry = KeptRow | { readonly kind: 'fault'; readonly fault: BuildFault };

/** All that a data set keeps of a structure. */
export interface KeptRow {
  readonly kind: 'kept';
  readonly metadata: RowMetadata;
  /** Its line in `structures.jsonl`. */
  readonly structure: string;
  readonly values: StoredValues;
}

type Row =
  | {
      readonly ok: true;
      readonly crystal: Crystal;
      readonly metadata: RowMetadata;
      readonly pattern: Float32Array;
    }
  | { readonly ok: false; readonly kind: string; readonly message: string };

/**
 * Turns texts of structures into patterns scaled to a maximum of 1, in order. What is wrong with a
 * structure becomes its outcome and never stops the rest.
 */
export function createBatchSimulator(
  settings: SimulationSettings,
): (texts: readonly StructureText[]) => readonly Outcome[] {
  const simulateRow = createRowSimulator(settings);
  const encode = (pattern: Float32Array): StoredValues =>
    settings.dtype === 'float16' ? encodeFloat16(pattern) : pattern.slice();

  function outcomeOf(loaded: LoadedCrystal, text: number): Outcome {
    const row = simulateRow(loaded);
    if (row.ok) {
      const { crystal, metadata, pattern } = row;
      const structure = formatStructureLine(crystal);
      return { kind: 'kept', text, metadata, structure, values: encode(pattern) };
    }
    const { line } = loaded;
    const file = basename(loaded.file);
    const id = loaded.ok ? loaded.crystal.id : loaded.fault.where;
    const place = id === undefined ? { file, line } : { file, line, id };
    return { kind: 'fault', text, fault: { ...place, kind: row.kind, message: row.message } };
  }

  return (texts) =>
    texts.flatMap((item, text) => {
      try {
        return parseStructureText(item).map((loaded) => outcomeOf(loaded, text));
      } catch (error) {
        // A failing of ours: told like a fault of the structure, so that the others survive it.
        const { line } = item;
        const file = basename(item.file);
        const message = `this structure made the program fail: ${String(error)}`;
        return [{ kind: 'fault', text, fault: { file, line, kind: 'unexpected', message } }];
      }
    });
}

/** The simulator of one structure; the pattern it returns is overwritten by the next call. */
function createRowSimulator({ instrument, bIso, maxVolume }: SimulationSettings) {
  const simulator = createSimulator(instrument, { bIso });
  const pattern = new Float32Array(instrument.grid.count);

  return (loaded: LoadedCrystal): Row => {
    if (!loaded.ok) return { ok: false, ...loaded.fault };
    const { crystal } = loaded;
    const volume = cellVolume(crystal.cell);
    if (maxVolume !== undefined && volume > maxVolume) {
      const message = `the cell of ${volume.toFixed(0)} Å³ exceeds the limit of ${maxVolume} Å³`;
      return { ok: false, kind: 'large-cell', message };
    }
    const result = simulator.simulate(crystal, pattern);
    if (!result.ok) return { ok: false, ...result.fault };
    const warnings = [...loaded.warnings, ...result.warnings];
    const metadata = rowMetadata(crystal, volume, result, warnings);
    return { ok: true, crystal, metadata, pattern };
  };
}
