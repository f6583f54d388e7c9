import { peersBench } from './peers.ts';
import type { BenchOptions, BenchReport } from './result.ts';
import { torchBench } from './torch/torch.ts';

/** Every comparison with another program; one whose package is missing is skipped with a message. */
export async function allPeersBench(options: BenchOptions): Promise<BenchReport> {
  const pymatgen = await peersBench(options);
  const torch = await torchBench(options);
  return {
    data: { name: 'peers', pymatgen: pymatgen.data, torch: torch.data },
    text: `${pymatgen.text}\n${torch.text}`,
  };
}
