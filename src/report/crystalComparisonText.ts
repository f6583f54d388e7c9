import { COMPARED_SHARES, type CrystalComparison } from '../generation/index.ts';
import { markdownTable } from './markdownTable.ts';

/** Real crystals beside generated ones, as a Markdown table and a sentence about the classifier. */
export function formatCrystalComparison(comparison: CrystalComparison): string {
  const { real, generated, descriptors, separation } = comparison;
  const shares = COMPARED_SHARES.map((share) => `${100 * share} %`).join(', ');
  const table = markdownTable(
    [
      { heading: 'descriptor' },
      { heading: `real: ${shares}` },
      { heading: `generated: ${shares}` },
      { heading: 'KS distance', align: 'right' },
    ],
    descriptors.map(({ name, real, generated, distance }) => [
      name,
      real.map(brief).join(', '),
      generated.map(brief).join(', '),
      distance.toFixed(3),
    ]),
  );
  const { accuracy, accuracyInterval, auc, aucError, trainedOn, testedOn } = separation;
  const [low, high] = [accuracyInterval.low, accuracyInterval.high].map(percent);
  return (
    `${real} real, ${generated} generated crystals\n\n${table}\n` +
    `A classifier that learned from ${trainedOn} of them tells the other ${testedOn} apart with ` +
    `AUC ${auc.toFixed(3)} ± ${aucError.toFixed(3)}, ${percent(accuracy)} % right ` +
    `(95 % interval ${low} to ${high})`
  );
}

const brief = (value: number): string => String(Number(value.toPrecision(3)));
const percent = (share: number): string => (100 * share).toFixed(1);
