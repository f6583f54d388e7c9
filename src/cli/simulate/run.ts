import { mkdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { loadCrystals, loadSymmetrySearch, openMeasurement } from '../../io/index.ts';
import type { Instrument } from '../../pattern/index.ts';
import { reflectionsCsv } from '../../report/index.ts';
import { EXIT } from '../failure.ts';
import { note, printJson } from '../output.ts';
import { Tally } from '../tally.ts';
import {
  type ComparisonSummary,
  checkBeam,
  comparisonOutput,
  gridOf,
  printComparison,
} from './compare.ts';
import { figureOutput } from './figure.ts';
import type { SimulateFlags } from './flags.ts';
import { freeName, type Output, type TextKind, textOutput, type Written } from './output.ts';
import { patternText } from './patternText.ts';
import { createSampleSimulator, type SampleSimulator } from './phases.ts';
import { type Plan, planOf } from './plan.ts';
import { openSetup } from './setup.ts';

/** What `--json` prints. */
interface Summary {
  readonly written: Written[];
  readonly reflections: Written[];
  comparison?: ComparisonSummary;
}

/** Simulates all crystals of the files. */
export async function runSimulate(
  files: readonly string[],
  flags: SimulateFlags,
  command: Command,
): Promise<void> {
  const plan = planOf(flags);
  const tally = new Tally();
  const summary: Summary = { written: [], reflections: [] };
  const { instrument, outputs } = await prepare(flags, plan, optionsGiven(command), summary);
  const isListed = [flags.reflections, flags.plot].some((flag) => flag !== undefined);
  if (isListed) await loadSymmetrySearch();
  const samples = await createSampleSimulator(instrument, flags, isListed, tally);
  const { done, failures } = await simulateAll(files, samples, outputs);
  for (const output of outputs) await output.finish();
  tally.tell();
  if (flags.out !== undefined) note(`${summary.written.length} patterns written to ${flags.out}`);
  if (flags.json) printJson(jsonOf(summary, flags, failures, tally));
  if (failures > 0) {
    note(`${failures} ${failures === 1 ? 'structure' : 'structures'} failed`);
    process.exitCode = done > 0 ? EXIT.partial : EXIT.usage;
  }
}

interface Prepared {
  readonly instrument: Instrument;
  readonly outputs: readonly Output[];
}

async function prepare(
  flags: SimulateFlags,
  plan: Plan,
  options: string | undefined,
  summary: Summary,
): Promise<Prepared> {
  const { compare, plot, out, range, json } = flags;
  const measured = compare === undefined ? undefined : await openMeasurement(compare);
  const instrument = await openSetup(flags, range ?? (measured && gridOf(measured)));
  if (out !== undefined) await mkdir(out, { recursive: true });
  const outputs: Output[] = [];
  if (plan.patterns) {
    const kind = patternText(instrument, flags, options);
    outputs.push(textOutput(plan.patterns, kind, summary.written));
  }
  if (plan.reflections) {
    outputs.push(textOutput(plan.reflections, REFLECTIONS, summary.reflections));
  }
  if (measured && compare !== undefined) {
    checkBeam(compare, measured, instrument);
    const tell = (comparison: ComparisonSummary) => {
      summary.comparison = comparison;
      if (!json) printComparison(comparison);
    };
    outputs.push(comparisonOutput(measured, instrument, { ...flags, compare }, tell));
  } else if (plot !== undefined) {
    outputs.push(figureOutput(plot, instrument, flags));
  }
  return { instrument, outputs };
}

const REFLECTIONS: TextKind = {
  extension: '.reflections.csv',
  textOf: ({ phases: [main] }) => reflectionsCsv(main.reflections),
};

async function simulateAll(
  files: readonly string[],
  samples: SampleSimulator,
  outputs: readonly Output[],
): Promise<{ readonly done: number; readonly failures: number }> {
  const taken = new Set<string>();
  let done = 0;
  let failures = 0;
  for await (const loaded of loadCrystals(files)) {
    const result = loaded.ok
      ? samples.simulate(loaded)
      : ({ ok: false, message: loaded.fault.message } as const);
    if (!result.ok) {
      failures++;
      note(`${loaded.file}:${loaded.line}: ${result.message}`);
      continue;
    }
    done++;
    const name = freeName(result.simulated.crystal.id, taken);
    for (const output of outputs) await output.take(result.simulated, name);
  }
  return { done, failures };
}

const jsonOf = (summary: Summary, flags: SimulateFlags, failures: number, tally: Tally) => ({
  written: summary.written,
  failures,
  ...(flags.reflections !== undefined && { reflections: summary.reflections }),
  ...(summary.comparison && { comparison: summary.comparison }),
  ...(flags.plot !== undefined && { figure: flags.plot }),
  warnings: tally.remarks,
});

/** Options that leave no mark on a pattern, or have a line of their own in its header. */
const UNRECORDED = new Set([
  'instrument',
  'format',
  'out',
  'json',
  'reflections',
  'plot',
  'compare',
  'backgroundTerms',
]);

/** The options on the command line that changed the pattern, for its header. */
function optionsGiven(command: Command): string | undefined {
  const given = Object.entries(command.opts()).filter(
    ([name]) => !UNRECORDED.has(name) && command.getOptionValueSource(name) === 'cli',
  );
  return given.length === 0 ? undefined : JSON.stringify(Object.fromEntries(given));
}
