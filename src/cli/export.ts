import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { InputError, openModel, sha256, writeFileAtomic } from '../io/index.ts';
import { exportModel } from '../model/index.ts';
import { note, printJson } from './output.ts';

interface ExportFlags {
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** `mauguin export` */
export const exportCommand = (): Command =>
  new Command('export')
    .description('write a model as an ONNX file that runs without this program')
    .argument('<model>', 'name of a released model, or folder of a model or run')
    .requiredOption('--out <file.onnx>', 'where to write it')
    .option('--force', 'replace a file that is there', false)
    .option('--json', 'print what was written as one JSON document', false)
    .addHelpText('after', HELP)
    .action(runExport);

const HELP = `
Examples:
  mauguin export bravais-neutron --out bravais.onnx
  mauguin export runs/mine --out mine.onnx --force

The graph is standard ONNX (operator set 20): input x, float32 [B, points], patterns scaled to a
maximum of 1; output logits, float32 [B, classes]. Classes, grid (2θ in degrees), wavelength (Å),
radiation, scaling and provenance are in the file's metadata_props.`;

async function runExport(modelName: string, { out, force, json }: ExportFlags): Promise<void> {
  if (!/\.onnx$/i.test(out)) throw new InputError(`${out}: the name of an ONNX file ends in .onnx`);
  if (!force && existsSync(out)) {
    throw new InputError(`${out}: is there already; give another name, or --force to replace it`);
  }
  const model = await openModel(modelName);
  const bytes = exportModel(model);
  await writeFileAtomic(out, bytes);
  const { name, task, classes, input } = model.card;
  if (json) {
    const written = { out, bytes: bytes.length, sha256: sha256(bytes) };
    printJson({
      model: name,
      task,
      classes: classes.length,
      points: input.instrument.grid.count,
      ...written,
    });
  } else {
    const size = `${(bytes.length / 1e6).toFixed(1)} MB`;
    note(
      `${out}: ${name}, ${input.instrument.grid.count} points to ${classes.length} classes, ${size}`,
    );
  }
}
