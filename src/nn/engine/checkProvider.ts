import { GraphPool } from './graphPool.ts';
import type { Provider } from './provider.ts';

/**
 * Tries whether a provider can compute here, in a thread, as an engine would.
 *
 * @throws ProviderError saying what is missing.
 */
export async function checkProvider(provider: Provider): Promise<void> {
  if (provider === 'cpu') return;
  const pool = await GraphPool.start({ graphs: {}, arrays: {}, workers: 1, provider });
  await pool.close();
}
