import { withProperties } from '../nn/index.ts';
import { forwardGraph } from './architecture.ts';
import type { ModelCard } from './card.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * A trained network as one ONNX file for any runtime: `x` float32 [B, points] in, `logits` float32
 * [B, classes] out. What a user must know to ask it stands in its metadata, lists and objects as JSON.
 */
export const exportModel = ({ card, parameters }: Checkpoint): Uint8Array =>
  withProperties(forwardGraph(card.architecture, parameters), propertiesOf(card));

function propertiesOf(card: ModelCard): Record<string, string> {
  const { input, training, weights, limits, sources } = card;
  const { instrument } = input;
  return {
    name: card.name,
    description: card.description,
    task: card.task,
    classes: JSON.stringify(card.classes),
    radiation: instrument.radiation,
    wavelength: String(instrument.wavelength),
    grid: JSON.stringify(instrument.grid),
    inputScaling: input.scaling,
    instrument: JSON.stringify(instrument),
    classCounts: JSON.stringify(training.classCounts),
    seed: String(training.seed),
    datasetSha256: training.dataset.manifestSha256,
    weightsSha256: weights.sha256,
    packageVersion: training.packageVersion,
    ...(training.commit !== undefined && { commit: training.commit }),
    ...(limits !== undefined && { limits }),
    licence: card.licence,
    ...(sources !== undefined && { sources: JSON.stringify(sources) }),
  };
}
