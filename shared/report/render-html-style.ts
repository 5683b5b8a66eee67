/**
 * The one style sheet of a report as HTML: the window's colours, dark where the screen is, light on paper; what is folded
 * is open on paper.
 */
export const STYLE = `
:root {
  --bg: #f6f6f4; --surface: #fff; --sunken: #efefec; --line: #dcdcd7; --text: #1d1f24; --muted: #5d6068;
  --accent: #2f4b8f; --good: #1f7a4d; --good-bg: #e7f4ec; --warning: #8a5a00; --warning-bg: #fdf3dc;
  --problem: #b3261e; --problem-bg: #fcebe9; --note: #3b5f8a; --note-bg: #e9f0f8;
  --mono: ui-monospace, 'DejaVu Sans Mono', monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --bg: #17181b; --surface: #202226; --sunken: #1b1c20; --line: #34373d; --text: #ececee; --muted: #a5a8b0;
    --accent: #8fabec; --good: #6fcf9a; --good-bg: #1c3127; --warning: #e8b75a; --warning-bg: #352b16;
    --problem: #ff9a90; --problem-bg: #3b2220; --note: #9cc0ec; --note-bg: #1f2b3a;
  }
}
[data-tone=good] { --tone: var(--good); --tone-bg: var(--good-bg); }
[data-tone=warning] { --tone: var(--warning); --tone-bg: var(--warning-bg); }
[data-tone=problem] { --tone: var(--problem); --tone-bg: var(--problem-bg); }
[data-tone=note] { --tone: var(--note); --tone-bg: var(--note-bg); }
* { box-sizing: border-box; }
body {
  max-width: 56rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; background: var(--bg); color: var(--text);
  font: 0.9375rem/1.5 system-ui, Inter, 'DejaVu Sans', sans-serif; overflow-wrap: anywhere;
}
h1, h2, h3, h4, h5 { margin: 0; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.5rem; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.125rem; }
h3 { font-size: 1rem; }
h4, h5 { margin-top: 1rem; color: var(--muted); font-size: 0.8125rem; }
p, ol, ul, dl, figure, blockquote { margin: 0.5rem 0 0; }
ol, ul { padding-left: 1.5rem; }
li { margin-top: 0.25rem; }
code, pre, blockquote { font-family: var(--mono); font-size: 0.8125rem; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.name { margin: 0 0 1rem; color: var(--muted); font-weight: 600; }
.verdict { display: flex; gap: 1rem; padding: 1.5rem; border-radius: 12px; background: var(--tone-bg); }
.verdict > div { flex: 1; min-width: 0; }
.kind { margin: 0 0 0.25rem; color: var(--tone); font-size: 0.8125rem; font-weight: 600; }
.mark {
  flex: none; width: 1.75rem; height: 1.75rem; border-radius: 50%; background: var(--tone-bg); color: var(--tone);
  font-weight: 700; line-height: 1.75rem; text-align: center;
}
.verdict .mark { width: 2.75rem; height: 2.75rem; border-radius: 12px; background: var(--surface); font-size: 1.25rem; line-height: 2.75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 1rem; padding: 0; list-style: none; font-size: 0.8125rem; }
nav li { margin: 0; }
dl > div { display: flex; gap: 1rem; align-items: baseline; padding: 0.25rem 0; }
dt { flex: none; width: 11rem; color: var(--muted); font-size: 0.8125rem; }
dd { flex: 1; min-width: 0; margin: 0; }
header > dl { margin-top: 1rem; }
.finding, .part, details, table { border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
.finding, section > .part { margin-top: 0.625rem; padding: 1rem; }
.finding .title { display: flex; gap: 0.75rem; }
.finding .title > div { flex: 1; min-width: 0; }
.finding .body { padding-left: 2.5rem; max-width: 46rem; }
.tags { margin: 0.125rem 0 0; color: var(--muted); font-size: 0.8125rem; }
.finding .part { border: 0; border-radius: 0; background: none; }
.words { padding: 0.5rem 0.75rem; border-left: 3px solid var(--line); background: var(--sunken); }
figcaption { color: var(--muted); font-size: 0.8125rem; }
figcaption code { font-size: inherit; }
blockquote { margin: 0.25rem 0 0; }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: 0.8125rem; }
caption { padding: 0 0 0.5rem; color: var(--muted); text-align: left; }
th, td { min-width: 4.5rem; padding: 0.375rem 0.75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-top: 0; color: var(--muted); font-weight: 600; }
table + table, table + .part, .part + table { margin-top: 1rem; }
#timeline td:nth-child(-n+2), #timeline th:nth-child(-n+2), #hidden td:last-child, #hidden th:last-child { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
details { margin-top: 0.5rem; }
summary { padding: 0.625rem 1rem; cursor: pointer; }
pre { margin: 0; padding: 0.75rem 1rem; border-top: 1px solid var(--line); white-space: pre-wrap; }
@media (min-width: 40rem) {
  #timeline td:nth-child(4), #settings td:last-child { min-width: 9rem; }
}
@media (max-width: 40rem) {
  body { padding: 1rem 0.75rem 3rem; }
  dl > div { display: block; }
  dt { width: auto; }
  .finding .body { padding-left: 0; }
  th, td { min-width: 0; padding: 0.375rem; }
}
@media print {
  @page { margin: 18mm 16mm; }
  :root { --bg: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h2, h3, h4, h5, caption, summary, .title { break-after: avoid; }
  tr, li, .words, dl > div { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  .verdict, .finding, .mark, .words { print-color-adjust: exact; }
  .verdict { border: 1px solid var(--line); }
  details::details-content { display: block; content-visibility: visible; height: auto; }
  summary { list-style: none; }
}
`;

/** The hash of the style sheet for a Content-Security-Policy (CSP 3 §2.3.1); a test computes it anew. */
export const STYLE_HASH = 'sha256-EGjRHeAoUSUD8AZcOcn6P6cN591IFNZ09/gUZtO/Rd8=';
