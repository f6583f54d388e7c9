const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ed][+-]?\d+)?$/i;
/** What programs print for a number they do not have; Fortran fills the field with asterisks. */
const NO_NUMBER = /^(?:[+-]?(?:nan|inf|infinity|1\.#\w+)|\*+)$/i;

/**
 * The numbers of a line: NaN for words that stand for none, undefined when any field is something
 * else. Fields part at semicolons; else at commas, when blanks touch them or there are no blanks;
 * else at blanks and tabs. Where a comma does not part fields it is the decimal sign.
 */
export function numbersOfRow(line: string): readonly number[] | undefined {
  const plain = line
    .replaceAll('"', '')
    .replace(/\s+[#!].*$/, '')
    .trim();
  const commaParts = !plain.includes(';') && (/,\s|\s,|,$/.test(plain) || !/\s/.test(plain));
  const fields = plain.split(fieldSeparator(plain, commaParts));
  const decimalComma = !commaParts && plain.includes(',');
  // `1,234.5` and `20.00 1,234` mean thousands or nothing: not to be guessed.
  if (decimalComma && plain.includes('.')) return undefined;

  const numbers: number[] = [];
  for (const field of fields) {
    const text = field.trim().replace(',', '.');
    if (NUMBER.test(text)) numbers.push(Number(text.replace(/d/i, 'e')));
    else if (NO_NUMBER.test(text)) numbers.push(Number.NaN);
    else return undefined;
  }
  return numbers;
}

function fieldSeparator(line: string, commaParts: boolean): RegExp {
  if (line.includes(';')) return /;/;
  return commaParts ? /,/ : /\s+/;
}
