/**
 * @file Bytes → Measurement → Pattern → Prediction: what the released models make of a noisy scan.
 * Run: npx tsx examples/02-classify.ts [FILE]
 */
import { fileURLToPath } from 'node:url';
import { classifyFile, openPredictionModel } from 'mauguin/io';

const example = fileURLToPath(new URL('./patterns/rutile.xye', import.meta.url));
const model = await openPredictionModel('neutron');
const { bravais, spaceGroup, coverage, warnings } = await classifyFile(
  process.argv[2] ?? example,
  async () => model,
);
await model.close();

console.log(`covers ${(100 * coverage).toFixed(0)} % of the model's range`);
for (const { name, probability } of bravais.slice(0, 3)) {
  console.log(`${name.padEnd(20)} ${probability.toFixed(3)}`);
}
for (const { number, symbol, probability } of spaceGroup.slice(0, 3)) {
  console.log(`${String(number).padEnd(4)} ${symbol.padEnd(15)} ${probability.toFixed(3)}`);
}
for (const warning of warnings) console.log(`warning: ${warning}`);
