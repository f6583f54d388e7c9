import { OPTIMADE_FIELDS, type OptimadeOrigin } from '../../crystal/index.ts';
import { InputError } from '../inputError.ts';
import { type PoliteClient, RequestError } from './politeClient.ts';

/** Entries a page: a hundred structures are some 200 kB. */
const PAGE_LIMIT = 100;

/** Fields that are no part of the specification before 1.2: older servers refuse to name them. */
const SINCE_1_2 = ['space_group_it_number'];

/** A database that speaks OPTIMADE. */
export interface Database {
  readonly baseUrl: string;
  /** Such as `1.2.0`; undefined when it does not say. */
  readonly version?: string;
  readonly licence?: string;
}

/**
 * The versioned base URL of a database: `https://example.org`, with or without `/v1` and what may
 * follow it.
 *
 * @throws InputError when it is no web address.
 */
export function baseUrlOf(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      `${text}: is no web address; give the base URL, such as https://example.org/v1`,
    );
  }
  if (!/^https?:$/.test(url.protocol)) throw new InputError(`${text}: must begin with https://`);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:structures|info)$/, '');
  const versioned = /\/v\d+(?:\.\d+){0,2}$/.test(path) ? path : `${path}/v1`;
  return `${url.origin}${versioned}`;
}

/** What a database says of itself; one that says nothing is asked for structures all the same. */
export async function askDatabase(client: PoliteClient, baseUrl: string): Promise<Database> {
  let info: unknown;
  try {
    info = await client.getJson(`${baseUrl}/info`);
  } catch (error) {
    if (error instanceof RequestError) return { baseUrl };
    throw error;
  }
  const attributes = field(field(info, 'data'), 'attributes');
  const version = field(attributes, 'api_version') ?? field(field(info, 'meta'), 'api_version');
  const licence = licenceOf(attributes);
  return {
    baseUrl,
    ...(typeof version === 'string' && { version }),
    ...(licence !== undefined && { licence }),
  };
}

/** SPDX identifiers, of which one may choose, or the address of a page. [OPTIMADE 1.2] */
function licenceOf(attributes: unknown): string | undefined {
  for (const name of ['available_licenses_for_entries', 'available_licenses']) {
    const list = field(attributes, name);
    if (Array.isArray(list) && list.length > 0) return list.join(' OR ');
  }
  const link = field(attributes, 'license');
  const address = typeof link === 'string' ? link : field(link, 'href');
  return typeof address === 'string' && address !== '' ? address : undefined;
}

/**
 * Addresses of the first page of the structures that pass a filter, the best first: some databases
 * refuse more entries a page than they give, or to be told which fields to send.
 */
export function firstPages(
  { baseUrl, version }: Pick<Database, 'baseUrl' | 'version'>,
  filter: string | undefined,
): readonly [string, ...string[]] {
  const [major = 1, minor = 0] = (version ?? '').split('.').map(Number);
  const isOld = version === undefined || major < 1 || (major === 1 && minor < 2);
  const fields = OPTIMADE_FIELDS.filter((name) => !(isOld && SINCE_1_2.includes(name)));
  const response_fields = fields.join(',');
  const page_limit = String(PAGE_LIMIT);
  const address = (options: Readonly<Record<string, string>>): string => {
    const query = new URLSearchParams({ ...(filter !== undefined && { filter }), ...options });
    // A plus for a blank is of HTML forms, not of addresses.
    return `${baseUrl}/structures?${query.toString().replaceAll('+', '%20')}`;
  };
  return [address({ response_fields, page_limit }), address({ response_fields }), address({})];
}

/** One page of a list of structures. */
export interface Page {
  readonly entries: readonly unknown[];
  /** Address of the page that follows. */
  readonly next: string | undefined;
  /** How many entries pass the filter, as the database says. */
  readonly returned: number | undefined;
  readonly isMore: boolean | undefined;
  /** Seconds that the database wants between requests. */
  readonly delay: number | undefined;
  readonly provider: string | undefined;
}

/**
 * A page of structures from an answer.
 *
 * @throws InputError when it is none.
 */
export function readPage(answer: unknown, url: string): Page {
  const entries = field(answer, 'data');
  if (!Array.isArray(entries)) {
    throw new InputError(`${url}: is no OPTIMADE list of structures: it has no "data"`);
  }
  const meta = field(answer, 'meta');
  const prefix = field(field(meta, 'provider'), 'prefix');
  const more = field(meta, 'more_data_available');
  return {
    entries,
    next: nextOf(answer, url),
    returned: numberOf(field(meta, 'data_returned')),
    isMore: typeof more === 'boolean' ? more : undefined,
    delay: numberOf(field(meta, 'request_delay')),
    provider: typeof prefix === 'string' && prefix !== '' ? prefix : undefined,
  };
}

/** A link is a text or an object with `href`; null and "" mean none. [JSON:API 1.0] */
function nextOf(answer: unknown, url: string): string | undefined {
  const link = field(field(answer, 'links'), 'next');
  const address = typeof link === 'string' ? link : field(link, 'href');
  if (typeof address !== 'string' || address === '') return undefined;
  const here = new URL(url);
  const next = URL.canParse(address, url) ? new URL(address, url) : undefined;
  if (next?.hostname !== here.hostname) {
    throw new InputError(
      `${url}: the next page would lie elsewhere, at ${address}; if that is right give its base URL`,
    );
  }
  // Servers behind a proxy may believe that they are reached without encryption.
  if (here.protocol === 'https:' && next.protocol === 'http:') {
    next.protocol = here.protocol;
    next.port = here.port;
  }
  return next.href;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** Where the entries of a database come from, in the words of their provenance. */
export const originOf = (
  { baseUrl, licence }: Pick<Database, 'baseUrl' | 'licence'>,
  provider: string | undefined,
): OptimadeOrigin => ({
  provider: provider ?? new URL(baseUrl).hostname,
  baseUrl,
  ...(licence !== undefined && { licence }),
});
