import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may befall a request. */
export type ServerFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'html' };

export interface OptimadeServerOptions {
  readonly entries: readonly { readonly id: string; readonly attributes: object }[];
  /** @default '1.2.0' */
  readonly version?: '1.1.0' | '1.2.0';
  /** Entries on the page that begins at an offset. @default what is asked for, 10 at most */
  readonly pageSize?: (offset: number) => number;
  /** A page_limit above this is refused, as the specification lets servers do. @default 1000 */
  readonly largestLimit?: number;
  /** Refuses to be told which fields to send, and sends all. */
  readonly refusesFields?: boolean;
  /** By number of the request for structures, from 0. */
  readonly faults?: Readonly<Record<number, ServerFault>>;
  /** Changes an answer before it is sent. */
  readonly distort?: (answer: Answer, offset: number) => unknown;
  /** Of the info endpoint. */
  readonly info?: object;
  /** Without the info endpoint, which servers must have. */
  readonly withoutInfo?: boolean;
}

/** An answer of the structures endpoint. */
export interface Answer {
  readonly data: readonly unknown[];
  readonly links: { readonly next: unknown };
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface OptimadeServer {
  readonly url: string;
  /** Of every request for structures so far. */
  readonly requests: readonly { readonly url: URL; readonly time: number }[];
  close(): Promise<void>;
}

/** Fields of `structures` in each version, as far as the client knows of them. */
const FIELDS_1_1 = [
  'last_modified',
  'dimension_types',
  'nperiodic_dimensions',
  'lattice_vectors',
  'cartesian_site_positions',
  'species_at_sites',
  'species',
  'nsites',
  'structure_features',
];
const FIELDS = { '1.1.0': FIELDS_1_1, '1.2.0': [...FIELDS_1_1, 'space_group_it_number'] };

/** A database that speaks OPTIMADE 1.1 or 1.2, for tests: as it should, or with faults. */
export async function startOptimadeServer(options: OptimadeServerOptions): Promise<OptimadeServer> {
  const requests: { url: URL; time: number }[] = [];
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const url = new URL(request.url!, `http://localhost:${port}`);
    if (url.pathname === '/optimade/v1/info' && !options.withoutInfo) {
      sendJson(response, 200, infoOf(options));
    } else if (url.pathname === '/optimade/v1/structures') {
      const fault = options.faults?.[requests.length];
      requests.push({ url, time: performance.now() });
      if (fault) fail(response, fault);
      else sendStructures(response, url, options);
    } else {
      sendError(response, 404, 'no such endpoint');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/optimade`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function infoOf({ version = '1.2.0', info = {} }: OptimadeServerOptions) {
  const attributes = {
    api_version: version,
    available_api_versions: [],
    formats: ['json'],
    ...info,
  };
  return { data: { type: 'info', id: '/', attributes }, meta: { api_version: version } };
}

function sendStructures(response: ServerResponse, url: URL, options: OptimadeServerOptions): void {
  const { entries, version = '1.2.0', largestLimit = 1000, pageSize, distort } = options;
  const limit = Number(url.searchParams.get('page_limit') ?? 10);
  if (limit > largestLimit) {
    sendError(response, 403, `page_limit must be at most ${largestLimit}`);
    return;
  }
  const fields = url.searchParams.get('response_fields')?.split(',') ?? [];
  const isKnown = (field: string) => !options.refusesFields && FIELDS[version].includes(field);
  const unknown = fields.find((field) => !isKnown(field));
  if (unknown !== undefined) {
    sendError(response, 400, `unrecognised response field ${unknown}`);
    return;
  }
  if (url.searchParams.get('filter') === 'nonsense') {
    sendError(response, 400, 'the filter cannot be parsed');
    return;
  }
  const offset = Number(url.searchParams.get('page_offset') ?? 0);
  const size = pageSize?.(offset) ?? Math.min(limit, 10);
  const end = Math.min(offset + size, entries.length);
  const next = new URL(url);
  next.searchParams.set('page_offset', String(end));
  const answer: Answer = {
    data: entries.slice(offset, end).map((entry) => pick(entry, fields)),
    // A text or an object, as JSON:API has it.
    links: {
      next: end >= entries.length ? null : version === '1.1.0' ? next.href : { href: next.href },
    },
    meta: {
      query: { representation: `${url.pathname}${url.search}` },
      api_version: version,
      more_data_available: end < entries.length,
      data_returned: entries.length,
      data_available: entries.length,
      provider: { name: 'Example', description: 'for tests', prefix: 'exmpl' },
    },
  };
  sendJson(response, 200, distort ? distort(answer, offset) : answer);
}

function pick(entry: OptimadeServerOptions['entries'][number], fields: readonly string[]) {
  const attributes = entry.attributes as Record<string, unknown>;
  const named = Object.keys(attributes).filter((f) => fields.length === 0 || fields.includes(f));
  return {
    type: 'structures',
    id: entry.id,
    attributes: Object.fromEntries(named.map((field) => [field, attributes[field]])),
  };
}

function fail(response: ServerResponse, fault: ServerFault): void {
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfter } = fault;
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      sendError(response, status, 'a fault for tests');
      return;
    }
    case 'truncated':
      response.setHeader('content-type', 'application/vnd.api+json');
      response.end('{"data": [{"id": "1", "type": "structures", "attr');
      return;
    case 'cut':
      response.socket?.destroy();
      return;
    case 'html':
      response.end('<html><body>Please come back later</body></html>');
  }
}

const sendError = (response: ServerResponse, status: number, detail: string): void =>
  sendJson(response, status, { errors: [{ status: String(status), title: 'Error', detail }] });

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/vnd.api+json' });
  response.end(JSON.stringify(value));
}
