import { join } from 'node:path';
import { type CountsRecord, encodeNpy, type SimulationSettings } from '../dataset/index.ts';
import type { BuildState } from './buildState.ts';
import {
  FAULTS_FILE,
  METADATA_FILE,
  STATE_FILE,
  STRUCTURES_FILE,
  shardFile,
} from './datasetFiles.ts';
import type { Disk } from './disk.ts';
import { sha256 } from './hash.ts';
import type { Entry, StoredValues } from './simulateBatch.ts';

/**
 * Gathers entries, in order, into shards and line files. After each shard the state says what has
 * been reached: whatever was written after it is of no worth to a later run.
 */
export class ShardWriter {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #settings: SimulationSettings;
  readonly #rows: StoredValues;
  #rowCount = 0;
  #counts: CountsRecord;
  #metadata: LineFile;
  #structures: LineFile;
  #faults: LineFile;
  #state: BuildState;

  constructor(folder: string, state: BuildState, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
    this.#settings = state.plan.createdWith;
    const { dtype, shardRows, instrument } = this.#settings;
    const size = shardRows * instrument.grid.count;
    this.#rows = dtype === 'float16' ? new Uint16Array(size) : new Float32Array(size);
    this.#counts = state.counts;
    this.#metadata = new LineFile(join(folder, METADATA_FILE), state.metadataBytes, disk);
    this.#structures = new LineFile(join(folder, STRUCTURES_FILE), state.structuresBytes, disk);
    this.#faults = new LineFile(join(folder, FAULTS_FILE), state.faultsBytes, disk);
    this.#state = state;
  }

  get counts(): CountsRecord {
    return this.#counts;
  }

  get state(): BuildState {
    return this.#state;
  }

  /** True when the next kept row would not fit: time for `writeShard`. */
  get isFull(): boolean {
    return this.#rowCount === this.#settings.shardRows;
  }

  /** Takes the next entry; a shard must not be full. */
  add(entry: Entry): void {
    const { read, kept, warned, withoutDisplacement = 0, faults } = this.#counts;
    if (entry.kind === 'fault') {
      const { kind } = entry.fault;
      const counted = { ...faults, [kind]: (faults[kind] ?? 0) + 1 };
      this.#counts = { ...this.#counts, read: read + 1, faults: counted };
      this.#faults.add(JSON.stringify(entry.fault));
      return;
    }
    const { metadata, structure, values } = entry;
    this.#counts = {
      read: read + 1,
      kept: kept + 1,
      warned: warned + Number(metadata.warnings.length > 0),
      withoutDisplacement: withoutDisplacement + Number((metadata.withoutDisplacement ?? 0) > 0),
      faults,
    };
    this.#rows.set(values, this.#rowCount++ * values.length);
    this.#metadata.add(JSON.stringify(metadata));
    this.#structures.add(structure);
  }

  /** Writes what the line files hold back, so that it does not pile up. */
  async flushLines(): Promise<void> {
    await this.#metadata.flush();
    await this.#structures.flush();
    await this.#faults.flush();
  }

  /**
   * Writes the rows as a shard, if there are any, and the state.
   *
   * @param texts texts of the inputs used up, and `results` structures of the next one
   * @returns the new shard's file name, undefined without rows
   */
  async writeShard(texts: number, results: number): Promise<string | undefined> {
    const shards = [...this.#state.shards];
    const file = this.#rowCount > 0 ? shardFile(shards.length) : undefined;
    if (file !== undefined) {
      const bytes = this.#encodeRows();
      await this.#disk.write(join(this.#folder, file), bytes);
      shards.push({ file, rows: this.#rowCount, sha256: sha256(bytes) });
    }
    await this.flushLines();
    this.#rowCount = 0;
    this.#state = {
      plan: this.#state.plan,
      counts: this.#counts,
      shards,
      texts,
      results,
      metadataBytes: this.#metadata.bytes,
      structuresBytes: this.#structures.bytes,
      faultsBytes: this.#faults.bytes,
    };
    await this.saveState();
    return file;
  }

  async saveState(): Promise<void> {
    await this.#disk.write(join(this.#folder, STATE_FILE), JSON.stringify(this.#state, null, 1));
  }

  #encodeRows(): Uint8Array {
    const length = this.#settings.instrument.grid.count;
    const shape = [this.#rowCount, length];
    const rows = this.#rows.subarray(0, this.#rowCount * length);
    return rows instanceof Uint16Array
      ? encodeNpy({ dtype: 'float16', bits: rows }, shape)
      : encodeNpy({ dtype: 'float32', values: rows }, shape);
  }
}

/** A file of JSON lines that grows at its end. */
class LineFile {
  readonly #path: string;
  readonly #disk: Disk;
  #bytes: number;
  #waiting: string[] = [];

  constructor(path: string, bytes: number, disk: Disk) {
    this.#path = path;
    this.#bytes = bytes;
    this.#disk = disk;
  }

  /** Length after the last flush. */
  get bytes(): number {
    return this.#bytes;
  }

  add(line: string): void {
    this.#waiting.push(`${line}\n`);
  }

  async flush(): Promise<void> {
    const text = this.#waiting.join('');
    this.#waiting = [];
    await this.#disk.append(this.#path, text);
    this.#bytes += Buffer.byteLength(text);
  }
}
