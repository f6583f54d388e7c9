import { describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { sameBits } from '../../test/sameBits.ts';
import { createRng } from '../random/index.ts';
import { parametersOf } from './architecture.ts';
import { decodeWeights, encodeWeights, transferWeights } from './checkpoint.ts';
import { initialParameters } from './initialParameters.ts';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from './safetensors.ts';

const { architecture } = CARD;
const fiveClasses = { ...architecture, classes: 5 };
const specs = parametersOf(architecture);
const draw = (seed: number, of = architecture) =>
  initialParameters(parametersOf(of), createRng(seed));
const parameters = draw(1);
const file = encodeWeights(architecture, parameters, 'F32');

/** The file after its tensors were changed. */
function rewritten(change: (tensor: NamedTensor) => NamedTensor | undefined): Uint8Array {
  const tensors = [...decodeSafetensors(file).tensors.values()];
  return encodeSafetensors(
    tensors.flatMap((tensor) => change(tensor) ?? []),
    'F32',
  );
}

describe('weights', () => {
  test('have the names, shapes and order of the paper’s PyTorch code', () => {
    const { tensors } = decodeSafetensors(file);
    expect([...tensors.keys()]).toEqual(specs.map(({ name }) => name));
    // Conv1d(1, 32, 13), Conv1d(64, 64, 17), Linear(64, 3): torch.nn shapes.
    expect(tensors.get('resnet.conv.conv.weight')!.shape).toEqual([32, 1, 13]);
    expect(tensors.get('resnet.layer3.1.conv1.conv.weight')!.shape).toEqual([64, 64, 17]);
    expect(tensors.get('classifier.weight')!.shape).toEqual([3, 64]);
  });

  test('are stored as PyTorch orders them: [Co, Ci, K]', () => {
    const name = 'resnet.layer1.0.conv1.conv.weight';
    const { offset } = specs.find((spec) => spec.name === name)!;
    const { shape, data } = decodeSafetensors(file).tensors.get(name)!;
    const [, Ci, K] = shape as [number, number, number];
    const [co, ci, k] = [3, 5, 2];
    expect(data[(co * Ci + ci) * K + k]).toBe(parameters[offset + (co * K + k) * Ci + ci]);
  });

  test('come back exactly in F32', () => {
    expect(sameBits(decodeWeights(architecture, file), parameters)).toBe(true);
  });

  test('come back to half precision in F16, in half the room', () => {
    const halves = encodeWeights(architecture, parameters, 'F16');
    expect(halves.length / file.length).toBeCloseTo(0.5, 2);
    const read = decodeWeights(architecture, halves);
    const worst = parameters.reduce((max, p, i) => {
      const bound = Math.max(Math.abs(p) * 2 ** -11, 2 ** -25);
      return Math.max(max, Math.abs(read[i]! - p) / bound);
    }, 0);
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.9);
  });

  test('may lie in any order in the file', () => {
    const tensors = [...decodeSafetensors(file).tensors.values()].reverse();
    const read = decodeWeights(architecture, encodeSafetensors(tensors, 'F32'));
    expect(sameBits(read, parameters)).toBe(true);
  });
});

describe('refused', () => {
  test('a missing tensor', () => {
    const without = rewritten((tensor) => (tensor.name === 'classifier.bias' ? undefined : tensor));
    expect(() => decodeWeights(architecture, without)).toThrow(
      'the weights have no tensor classifier.bias',
    );
  });

  test('a tensor of another shape, though of the same size', () => {
    const turned = rewritten((tensor) => ({ ...tensor, shape: tensor.shape.toReversed() }));
    expect(() => decodeWeights(architecture, turned)).toThrow(
      'tensor resnet.conv.conv.weight has shape 13 × 1 × 32, this architecture needs 32 × 1 × 13',
    );
  });

  test('weights of another number of classes', () => {
    expect(() => decodeWeights(fiveClasses, file)).toThrow(
      'tensor classifier.weight has shape 3 × 64, this architecture needs 5 × 64',
    );
  });

  test('parameters of another network', () => {
    expect(() => encodeWeights(fiveClasses, parameters, 'F32')).toThrow(RangeError);
  });
});

describe('a transfer', () => {
  test('takes the trunk from the file and leaves the head as it is', () => {
    const initial = draw(2, fiveClasses);
    const transferred = transferWeights(fiveClasses, file, initial);
    expect(transferred).toHaveLength(initial.length);
    let heads = 0;
    for (const { name, offset, size } of parametersOf(fiveClasses)) {
      const source = name.startsWith('classifier.') ? initial : parameters;
      if (source === initial) heads++;
      const part = transferred.subarray(offset, offset + size);
      expect(part.every((value, i) => value === source[offset + i])).toBe(true);
    }
    expect(heads).toBe(2);
  });

  test('of a whole network would differ: the initial values are not those of the file', () => {
    expect(draw(2).every((value, i) => value === parameters[i])).toBe(false);
  });

  test('does not need a head in the file', () => {
    const trunk = rewritten((tensor) =>
      tensor.name.startsWith('classifier.') ? undefined : tensor,
    );
    const initial = draw(2, fiveClasses);
    const transferred = transferWeights(fiveClasses, trunk, initial);
    expect(sameBits(transferred, transferWeights(fiveClasses, file, initial))).toBe(true);
  });

  test('from another trunk is refused', () => {
    const other = rewritten((tensor) =>
      tensor.name === 'resnet.layer2.0.conv1.conv.weight' ? undefined : tensor,
    );
    expect(() => transferWeights(fiveClasses, other, draw(2, fiveClasses))).toThrow(
      'no tensor resnet.layer2.0.conv1.conv.weight',
    );
  });
});
