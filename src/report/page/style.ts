import { hues } from '../colours.ts';

/** The hues of the figures as they are drawn on a dark ground: lighter, in the same order. */
const DARK_HUES = ['#5ab4f5', '#ff8f55', '#3ccf9f', '#e9a0ca', '#f5b942', '#a3d8fa', '#f2f2f2'];

/** Figures are drawn for paper; on the page their ground is left out and the ink is the page's. */
const FIGURE = `
.chart svg{display:block;width:100%;height:auto;color:inherit;fill:currentColor}
.chart svg>rect{fill:none}
.chart svg text[font-weight]{fill:currentColor}`;

const darkFigure = [
  '.chart [stroke="#000000"][stroke-opacity]{stroke:#fff;stroke-opacity:.16}',
  ...hues.flatMap((hue, i) => {
    // The last hue is black, as are the lines of the grid, which have an opacity.
    const line = `.chart [stroke="${hue}"]:not([stroke-opacity])`;
    return [`${line}{stroke:${DARK_HUES[i]}}`, `.chart [fill="${hue}"]{fill:${DARK_HUES[i]}}`];
  }),
  '.latest img,.strip img{filter:invert(.89) hue-rotate(180deg)}',
].join('\n');

const variables = (values: readonly string[]): string =>
  values.map((hue, i) => `--hue${i}:${hue}`).join(';');

/** The style sheet of a report: one column on a telephone, cards side by side on a screen. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f6f6f4;--card:#fff;--ink:#1b1b1f;--quiet:#5f6068;--line:#dfdfdb;--warn:#9a4a00;${variables(hues)}}
@media (prefers-color-scheme:dark){:root{--ground:#131417;--card:#1c1e22;--ink:#e9e9ec;--quiet:#a2a4ad;--line:#33363d;--warn:#ffb36b;${variables(DARK_HUES)}}
${darkFigure}
}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;-webkit-text-size-adjust:100%}
main,header,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.6rem}
h1{font-size:1.55rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .2rem}
h2{font-size:1.2rem;line-height:1.3;margin:0;overflow-wrap:anywhere}
h3{font-size:1rem;margin:1.4rem 0 .5rem}
p{margin:.2rem 0}
.quiet,figcaption,footer{color:var(--quiet);font-size:.875rem}
a{color:inherit;text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--hue0);outline-offset:2px}
.badge{display:inline-block;min-width:1.55em;padding:0 .35em;border-radius:.3em;border-bottom:.2em solid var(--own);background:var(--ground);text-align:center;font-weight:600;font-size:.9em}
.card,.run,.overview{background:var(--card);border:1px solid var(--line);border-radius:.6rem}
.overview{margin:1rem 0;padding:.3rem 0}
.charts{display:grid;grid-auto-rows:auto;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem;margin:1rem 0}
.card{margin:0;padding:.9rem .9rem .8rem;display:grid;grid-template-rows:subgrid;grid-row:span 3;row-gap:.2rem;align-content:start}
.card h2{font-size:1rem}
.card .chart{margin-top:.4rem}
.key{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;margin:1rem 0 0;padding:0;list-style:none}
.run{margin:1rem 0;padding:1.1rem 1rem}
.state{color:var(--quiet)}
.unfinished{color:var(--warn);font-weight:600}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.38rem .6rem;text-align:right;white-space:nowrap;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--quiet);font-weight:500;font-size:.82rem}
th:first-child{text-align:left;position:sticky;left:0;background:var(--card)}
tbody th{font-weight:500}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,11rem),1fr));gap:.7rem 1.2rem;margin:.7rem 0}
dt{color:var(--quiet);font-size:.82rem}
dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
small{color:var(--quiet)}
code{font:.82rem/1.4 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
details{margin:.8rem 0 0;border-top:1px solid var(--line);padding-top:.7rem}
summary{cursor:pointer;font-weight:500;padding:.2rem 0}
.latest figure,.strip figure{margin:0}
.latest img{width:100%;max-width:44rem;height:auto;display:block;background:#fff}
.strip{display:flex;gap:.8rem;overflow-x:auto;padding:.8rem 0 .4rem}
.strip figure{flex:0 0 11rem}
.strip img{width:100%;height:auto;display:block;background:#fff}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{padding:1rem 1rem 2.5rem}
${FIGURE}
@media print{body{background:#fff}.card,.run{break-inside:avoid}}
`;
