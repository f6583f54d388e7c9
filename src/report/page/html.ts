import { escapeXml } from '../svg.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** An HTML element; `content` is HTML already. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeXml(String(value))}"`,
  );
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A table in a box that scrolls sideways on a narrow screen, also by keyboard. */
export function scrollingTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = headings.map((heading) => tag('th', { scope: 'col' }, heading));
  const body = rows.map(([first = '', ...rest]) =>
    tag('tr', {}, tag('th', { scope: 'row' }, first), ...rest.map((cell) => tag('td', {}, cell))),
  );
  return tag(
    'div',
    { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': caption },
    tag(
      'table',
      {},
      tag('caption', { class: 'unseen' }, escapeXml(caption)),
      tag('thead', {}, tag('tr', {}, ...head)),
      tag('tbody', {}, body.join('\n')),
    ),
  );
}

/** Names and what they stand for. */
export const definitions = (pairs: readonly (readonly [name: string, html: string])[]): string =>
  tag(
    'dl',
    {},
    ...pairs.map(([name, html]) =>
      tag('div', {}, tag('dt', {}, escapeXml(name)), tag('dd', {}, html)),
    ),
  );
