import type { Rng } from '../random/index.ts';

/**
 * The rows of one epoch in random order.
 *
 * With a class balance of 0 every row comes once. Otherwise class c, with n of the N rows, gets a
 * share ∝ n^(1 − balance) of the N places, at 1 the same for all classes; its rows fill them in
 * turn, so that none comes more than once oftener than another of its class.
 *
 * @param labels class of each row of the data set
 */
export function epochOrder(
  rows: Uint32Array,
  labels: ArrayLike<number>,
  classBalance: number,
  rng: Rng,
): Uint32Array {
  const order = rng.permutation(rows.length);
  const shuffled = order.map((i) => rows[i]!);
  if (classBalance === 0) return shuffled;
  const drawn = balancedRows(shuffled, labels, classBalance);
  return rng
    .fork('balanced')
    .permutation(drawn.length)
    .map((i) => drawn[i]!);
}

function balancedRows(
  shuffled: Uint32Array,
  labels: ArrayLike<number>,
  classBalance: number,
): Uint32Array {
  const byClass = new Map<number, number[]>();
  for (const row of shuffled) {
    const label = labels[row]!;
    const members = byClass.get(label);
    if (members === undefined) byClass.set(label, [row]);
    else members.push(row);
  }
  const classes = [...byClass.entries()].sort(([a], [b]) => a - b).map(([, members]) => members);
  const shares = classes.map((members) => members.length ** (1 - classBalance));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const drawn: Uint32Array = new Uint32Array(shuffled.length);
  let place = 0;
  let sum = 0;
  classes.forEach((members, c) => {
    sum += shares[c]!;
    // Cumulative rounding fills all places exactly.
    const end = Math.round((sum / total) * drawn.length);
    for (let k = 0; place < end; k++, place++) drawn[place] = members[k % members.length]!;
  });
  return drawn;
}

/**
 * Rows `first` to `first + count` of an endless sequence that goes through all rows again and again,
 * each time in a new random order.
 */
export function endlessRows(
  rows: Uint32Array,
  rng: Rng,
): (first: number, count: number) => Uint32Array {
  let known = -1;
  let order: Uint32Array = new Uint32Array();
  const orderOf = (pass: number) => {
    if (pass !== known) {
      order = rng.fork(`pass ${pass + 1}`).permutation(rows.length);
      known = pass;
    }
    return order;
  };
  return (first, count) =>
    Uint32Array.from({ length: count }, (_, i) => {
      const place = first + i;
      return rows[orderOf(Math.floor(place / rows.length))[place % rows.length]!]!;
    });
}
