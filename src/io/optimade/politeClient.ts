import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../inputError.ts';

export interface PoliteOptions {
  /** Most requests a second. @default 1 */
  readonly rate?: number;
  /** How often a request is repeated after a passing failure. @default 6 */
  readonly retries?: number;
  /** Seconds before the first repetition; doubled each time, to a minute at most. @default 1 */
  readonly firstWait?: number;
  /** Seconds after which a request without an answer has failed. @default 90 */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Told of each repetition. */
  readonly onRetry?: (message: string) => void;
}

/** A refusal that repeating will not mend. */
export class RequestError extends InputError {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Failures of a server, or on the way, that may pass. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
const LONGEST_WAIT = 60;
/** A server that asks for more patience than this is asked again another day, s. */
const LONGEST_RETRY_AFTER = 3600;

/** Asks a server for JSON documents: no faster than told, again when it stumbles. */
export class PoliteClient {
  readonly #options: Required<Omit<PoliteOptions, 'signal' | 'onRetry'>>;
  readonly #signal: AbortSignal | undefined;
  readonly #onRetry: (message: string) => void;
  /** Seconds from one request to the next. */
  #interval: number;
  #last = Number.NEGATIVE_INFINITY;

  constructor({ signal, onRetry = () => {}, ...options }: PoliteOptions = {}) {
    this.#options = { rate: 1, retries: 6, firstWait: 1, timeout: 90, ...options };
    this.#signal = signal;
    this.#onRetry = onRetry;
    this.#interval = 1 / this.#options.rate;
  }

  /** From now on at least so many seconds lie between requests. */
  slowDownTo(seconds: number): void {
    this.#interval = Math.max(this.#interval, Math.min(seconds, LONGEST_WAIT));
  }

  /**
   * @throws RequestError when the server refuses; InputError when it fails for good; the signal's
   * reason when that is raised.
   */
  async getJson(url: string): Promise<unknown> {
    const { retries, firstWait } = this.#options;
    for (let attempt = 0; ; attempt++) {
      await this.#takeTurn();
      const answer = await this.#ask(url);
      if (answer.ok) return answer.value;
      if (attempt === retries) {
        throw new InputError(
          `${url}: ${answer.message}, ${attempt + 1} times; the same command goes on from there`,
        );
      }
      const backOff = Math.min(firstWait * 2 ** attempt, LONGEST_WAIT);
      const wait = Math.max(backOff, answer.retryAfter ?? 0);
      this.#onRetry(`${answer.message}; asking again in ${Number(wait.toFixed(1))} s`);
      await this.#sleep(wait);
    }
  }

  async #takeTurn(): Promise<void> {
    const now = performance.now() / 1000;
    await this.#sleep(this.#last + this.#interval - now);
    this.#last = performance.now() / 1000;
  }

  async #sleep(seconds: number): Promise<void> {
    this.#signal?.throwIfAborted();
    if (seconds <= 0) return;
    await sleep(1000 * seconds, undefined, this.#signal && { signal: this.#signal });
  }

  async #ask(url: string): Promise<Answer> {
    const limit = AbortSignal.timeout(1000 * this.#options.timeout);
    const signal = this.#signal ? AbortSignal.any([this.#signal, limit]) : limit;
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        signal,
        headers: { accept: 'application/vnd.api+json, application/json' },
      });
      text = await response.text();
    } catch (error) {
      this.#signal?.throwIfAborted();
      const { message, cause } = error as Error;
      return {
        ok: false,
        message: `no answer (${cause instanceof Error ? cause.message : message})`,
      };
    }
    if (response.ok) return parse(text);
    if (PASSING.has(response.status)) return stumbled(url, response);
    const detail = detailOf(text);
    throw new RequestError(response.status, `${url}: refused with ${response.status}${detail}`);
  }
}

type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly retryAfter?: number };

function parse(text: string): Answer {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, message: `the answer of ${text.length} characters is damaged or no JSON` };
  }
}

function stumbled(url: string, { status, statusText, headers }: Response): Answer {
  const message = `the server says ${status} ${statusText}`.trimEnd();
  const after = secondsOf(headers.get('retry-after'));
  if (after === undefined) return { ok: false, message };
  if (after <= LONGEST_RETRY_AFTER) return { ok: false, message, retryAfter: after };
  const minutes = Math.round(after / 60);
  throw new InputError(
    `${url}: ${message} and asks to wait for ${minutes} minutes: do so, and give the same command`,
  );
}

/** `Retry-After`: seconds, or a date. [RFC 9110, 10.2.3] */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/** What an OPTIMADE or JSON:API error says of itself. */
function detailOf(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: { detail?: string; title?: string }[] };
    const said = errors?.[0]?.detail ?? errors?.[0]?.title;
    return said === undefined ? '' : `: ${said}`;
  } catch {
    return '';
  }
}
