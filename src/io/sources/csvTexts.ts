import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type SourceFault, type SourceText, sourceFault } from './sourceText.ts';

/** The columns of a table that matter, by their place. */
interface Columns {
  readonly cif: number;
  readonly id: number;
  readonly spaceGroup: number;
}

const CIF = /^(?:cif|cif_?(?:string|text|structure)|structure_?cif|structure)$/i;
const ID =
  /^(?:material_?id|structure_?id|mp_?id|mpid|id|name|icsd(?:_?(?:id|code|number))?|cod_?id)$/i;
const GROUP = /^(?:space_?group(?:[._ ]?(?:number|no|num))?|sg_?(?:number|no)?|spg(?:_?number)?)$/i;

/**
 * The CIFs of a table with one in a column: of a heading such as `cif`, or whose first cell looks
 * like one. Columns of ids and space-group numbers, where there are any, go along.
 *
 * @param place of the table, for reports; `separator` parts its cells
 */
export async function* readCsvTexts(
  stream: Readable,
  { file, source }: { readonly file: string; readonly source: string },
): AsyncGenerator<SourceText | SourceFault> {
  const parser = stream.pipe(
    parse({
      bom: true,
      delimiter: /\.tsv(?:\.gz)?$/i.test(file) ? '\t' : ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 2 ** 26,
    }),
  );
  stream.once('error', (error) => parser.destroy(error));
  let headings: readonly string[] | undefined;
  let columns: Columns | undefined;
  let endOfLast = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      const line = endOfLast;
      endOfLast = info.lines + 1;
      if (headings === undefined) {
        headings = record;
        continue;
      }
      columns ??= findColumns(headings, record);
      if (columns === undefined) {
        const message = `no column holds CIFs; its columns are ${headings.join(', ')}`;
        yield sourceFault(file, 'no-cif-column', message);
        return;
      }
      yield textOfRow(record, columns, { file, line, source });
    }
  } catch (error) {
    if (!(error instanceof CsvError || error instanceof Error)) throw error;
    const message = `the rest of the table cannot be read: ${error.message}`;
    yield sourceFault(file, 'unreadable', message, endOfLast);
    return;
  } finally {
    stream.destroy();
  }
  if (columns === undefined) yield sourceFault(file, 'unreadable', 'the table has no rows');
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function findColumns(headings: readonly string[], first: readonly string[]): Columns | undefined {
  const named = (pattern: RegExp) => headings.findIndex((heading) => pattern.test(heading.trim()));
  const holdsCif = (cell = '') => /_cell_length_a/i.test(cell);
  const byName = named(CIF);
  const cif = byName >= 0 && holdsCif(first[byName]) ? byName : first.findIndex(holdsCif);
  const known = cif >= 0 ? cif : byName;
  return known < 0 ? undefined : { cif: known, id: named(ID), spaceGroup: named(GROUP) };
}

function textOfRow(
  record: readonly string[],
  columns: Columns,
  place: { readonly file: string; readonly line: number; readonly source: string },
): SourceText | SourceFault {
  const text = record[columns.cif] ?? '';
  if (text.trim() === '') {
    return sourceFault(place.file, 'unreadable', 'the row has no CIF', place.line);
  }
  const id = record[columns.id]?.trim() ?? '';
  const spaceGroup = Number(record[columns.spaceGroup] || Number.NaN);
  const isGroup = Number.isInteger(spaceGroup) && spaceGroup >= 1 && spaceGroup <= 230;
  return {
    kind: 'text',
    format: 'cif',
    text,
    ...place,
    ...(id !== '' && { id }),
    ...(isGroup && { spaceGroup }),
  };
}
