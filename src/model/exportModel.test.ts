import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { relativeDifference } from '../../test/goldenNetwork.ts';
import { openGraph } from '../../test/runGraph.ts';
import { openWebGraph } from '../../test/webGraph.ts';
import { openClassifier } from '../nn/index.ts';
import { createRng } from '../random/index.ts';
import { forwardGraph, parametersOf } from './architecture.ts';
import { exportModel } from './exportModel.ts';
import { initialParameters } from './initialParameters.ts';

const POINTS = CARD.architecture.inputLength;
const card = { ...CARD, limits: 'Not for measurements: θ.' };
const rng = createRng(1);
const parameters = initialParameters(parametersOf(card.architecture), rng);
const bytes = exportModel({ card, parameters });
const x = Float32Array.from({ length: 5 * POINTS }, () => rng.uniform());

const classifier = await openClassifier(forwardGraph(card.architecture, parameters), POINTS);
const expected = await classifier.logits(x);
await classifier.close();

test('runs in onnxruntime-node with the answers of the classifier', async () => {
  const run = await openGraph(bytes);
  const { logits } = await run({ x: [x, [5, POINTS]] });
  expect(relativeDifference(logits!, expected)).toBeLessThan(1e-5);
});

// WebAssembly: the same file, but other kernels.
test('runs in onnxruntime-web with the answers of the classifier', async () => {
  const run = await openWebGraph(bytes);
  const { shape, logits } = await run(x, [5, POINTS]);
  expect(shape).toEqual([5, 3]);
  expect(relativeDifference(logits, expected)).toBeLessThan(1e-5);
});

// An independent reader of protobuf. Field numbers: onnx.proto, https://github.com/onnx/onnx.
const { root } = protobuf.parse(
  `
  syntax = "proto2";
  message Entry { optional string key = 1; optional string value = 2; }
  message Operators { optional string domain = 1; optional int64 version = 2; }
  message Model {
    optional int64 ir_version = 1;
    optional string producer_name = 2;
    repeated Operators opset_import = 8;
    repeated Entry metadata_props = 14;
  }`,
  { keepCase: true },
);

test('its metadata tell classes, grid, scaling and origin', () => {
  const model = root.lookupType('Model').decode(bytes).toJSON();
  expect(model).toMatchObject({
    ir_version: '9',
    producer_name: 'mauguin',
    opset_import: [{ domain: '', version: '20' }],
  });
  const entries: readonly { key: string; value: string }[] = model.metadata_props;
  const properties = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  expect(properties).toEqual({
    name: 'untrained',
    description: 'Names nothing.',
    task: 'space-group',
    classes: '["221","225","229"]',
    radiation: 'neutron',
    wavelength: '2.0775',
    grid: '{"start":20,"step":2,"count":64}',
    inputScaling: 'maximum 1',
    instrument: JSON.stringify(card.input.instrument),
    classCounts: '[15,10,5]',
    seed: '1',
    datasetSha256: '0'.repeat(64),
    weightsSha256: '',
    packageVersion: '0.1.0',
    limits: 'Not for measurements: θ.',
    licence: 'MIT',
  });
});
