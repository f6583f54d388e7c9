/**
 * Where the compiled code of a worker lies, given the module that starts it. Node runs workers from
 * `dist` only; under a test runner that executes `src` itself, the built twin is taken.
 */
export function workerUrl(moduleUrl: string, relative: string): URL {
  const compiled = moduleUrl.endsWith('.ts') ? moduleUrl.replace('/src/', '/dist/') : moduleUrl;
  return new URL(relative.replace(/\.ts$/, '.js'), compiled);
}
