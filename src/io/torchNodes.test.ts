import { describe, expect, test } from 'vitest';
import { nodeRank, torchPlace } from './torchNodes.ts';

const MASTER = { MASTER_ADDR: 'node0', MASTER_PORT: '29400' };

describe('the place of a node', () => {
  test('that is alone: all ranks, meeting at a free port', async () => {
    const [a, b] = await Promise.all([torchPlace(4, 1, {}), torchPlace(4, 1, {})]);
    expect(a).toMatchObject({ processes: 4, firstRank: 0, worldSize: 4, address: '127.0.0.1' });
    expect(a.port).toBeGreaterThan(1023);
    expect(a.port).not.toBe(b.port);
    // What another run of several nodes has set does not matter.
    expect(nodeRank(1, { NODE_RANK: '3' })).toBe(0);
  });

  test('among others: ranks after those of the nodes before', async () => {
    const place = { processes: 8, firstRank: 16, worldSize: 32, address: 'node0', port: 29400 };
    expect(await torchPlace(8, 4, { ...MASTER, NODE_RANK: '2' })).toEqual(place);
    expect(await torchPlace(8, 4, { ...MASTER, SLURM_NODEID: '2' })).toEqual(place);
    expect(await torchPlace(8, 4, { ...MASTER, NODE_RANK: '2', SLURM_NODEID: '1' })).toEqual(place);
  });

  test.each([
    ['no number', MASTER, 'NODE_RANK must say which one it is, from 0'],
    [
      'a number too large',
      { ...MASTER, NODE_RANK: '4' },
      'NODE_RANK must be a whole number from 0 to 3, got 4',
    ],
    [
      'no whole number',
      { ...MASTER, SLURM_NODEID: 'x' },
      'SLURM_NODEID must be a whole number from 0 to 3, got x',
    ],
    [
      'no address',
      { NODE_RANK: '0', MASTER_PORT: '29400' },
      'MASTER_ADDR and MASTER_PORT must be set',
    ],
    ['a wrong port', { ...MASTER, NODE_RANK: '0', MASTER_PORT: '70000' }, 'MASTER_PORT must be'],
  ])('with %s is refused', async (_, environment, message) => {
    await expect(torchPlace(8, 4, environment)).rejects.toThrow(message);
  });
});
