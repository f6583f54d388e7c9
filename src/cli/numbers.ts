import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** A number on the command line that passes a test, or commander's error that says what it must be. */
const numberThat =
  (test: (value: number) => boolean, mustBe: string) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!test(value)) throw new InvalidArgumentError(`It must be ${mustBe}.`);
    return value;
  };

export const positiveInteger = numberThat(
  (value) => Number.isSafeInteger(value) && value > 0,
  'a whole number above 0',
);

export const naturalNumber = numberThat(
  (value) => Number.isSafeInteger(value) && value >= 0,
  'a whole number, 0 or above',
);

export const positiveNumber = numberThat(
  (value) => Number.isFinite(value) && value > 0,
  'a number above 0',
);

export const nonNegativeNumber = numberThat(
  (value) => Number.isFinite(value) && value >= 0,
  'a number, 0 or above',
);

export const realNumber = numberThat(Number.isFinite, 'a number');

export const positiveShare = numberThat(
  (value) => value > 0 && value <= 1,
  'above 0 and at most 1',
);

export const share = numberThat((value) => value >= 0 && value < 1, 'at least 0 and below 1');

/** One thread a core, at most eight: what more would do is left to who asks for them. */
export const workerCount = (): number => Math.min(8, availableParallelism());
