// Reads one page of a finding and checks it. What is wrong with it is told to `report`; the rest is read all the same.

/** @typedef {import('../shared/findings/explain.ts').Block} Block */
/** @typedef {import('../shared/findings/explain.ts').FindingPage} FindingPage */
/** @typedef {import('../shared/findings/explain.ts').Language} Language */
/** @typedef {{ severity: string, actor: string, params: readonly string[], isRetired: boolean }} FrontMatter */
/** @typedef {FrontMatter & { seeAlso: readonly string[] }} Facts what is the same in every language */

const SEVERITIES = ['problem', 'warning', 'note', 'good'];
const ACTORS = ['you', 'provider', 'network', 'it', 'nobody'];

/** The sections of every page, in their order. @type {readonly (Record<Language, string> & { key: keyof FindingPage })[]} */
const SECTIONS = [
  { key: 'whatHappened', en: 'What happened', de: 'Was geschehen ist' },
  { key: 'howWeKnow', en: 'How we know', de: 'Woran wir es sehen' },
  { key: 'whoMustAct', en: 'Who must act', de: 'Wer handeln muss' },
  { key: 'whatToDo', en: 'What to do', de: 'Was zu tun ist' },
  { key: 'forTheHelpdesk', en: 'For the helpdesk', de: 'Für den Helpdesk' },
];

/** The last section: codes of other findings, and no text. @type {Record<Language, string>} */
const SEE_ALSO = { en: 'See also', de: 'Siehe auch' };
const MAX_RELATED = 4;

// Pages are paragraphs, numbered steps and `literals`; what shows them knows nothing else and would show the marks.
/** @type {readonly (readonly [RegExp, string])[]} */
const FORBIDDEN = [
  [/<[a-z/!]/i, 'has HTML'],
  [/[*_\\]/, 'has bold, italics or an escape: * _ and \\ stand in `literals` only'],
  [/\]\(|\]\[|https?:/, 'has a link'],
  [/^\s*[-+] /m, 'has a bullet list: steps are numbered'],
  [/^\s*[#>|]/m, 'has a heading, quotation or table that no page has'],
  [/`/, 'has a ` without its partner'],
];

/**
 * The facts of a code in front, where there are any, and the text for people.
 *
 * @param {string} text
 */
export function splitPage(text) {
  const match = /^---\n(.*?)\n---\n/s.exec(text);
  return { frontMatter: match?.[1] ?? null, body: match === null ? text : text.slice(match[0].length) };
}

/**
 * The facts of a code: how much it matters, who can act, the values that its pages show, and whether no rule finds it any
 * more.
 *
 * @param {string | null} frontMatter
 * @param {(what: string) => void} report
 * @returns {FrontMatter}
 */
export function readFacts(frontMatter, report) {
  const match = /^severity: (\w+)\nactor: (\w+)\nparams:(.*)(\nretired: true)?$/.exec(frontMatter ?? '');
  if (match === null) {
    report('has no front matter of three lines: severity, actor, params; a fourth is retired: true');
  }
  const [, severity = '', actor = '', params = '', retired] = match ?? [];
  if (match !== null && !SEVERITIES.includes(severity)) report(`has an unknown severity “${severity}”`);
  if (match !== null && !ACTORS.includes(actor)) report(`has an unknown actor “${actor}”`);
  const names = params.split(',').flatMap((name) => name.trim() || []);
  return { severity, actor, params: names, isRetired: retired !== undefined };
}

/**
 * The text for people, by its sections, and the codes of related findings.
 *
 * @param {string} body
 * @param {Language} language
 * @param {(what: string) => void} report
 * @returns {{ page: FindingPage, seeAlso: readonly string[] }}
 */
export function readPage(body, language, report) {
  const [head = '', ...sections] = body.split(/^## /m);
  const title = /^# (.+)$/.exec(head.trim())?.[1] ?? '';
  if (title === '') report('does not begin with a title of one line: # What, at a glance');
  if (title.endsWith('.')) report('has a title that ends with a period');
  checkMarks(title, report);

  const parts = sections.map((section) => section.split(/\n(.*)/s));
  const headings = parts.map(([heading]) => heading).join(' · ');
  const wanted = [...SECTIONS, SEE_ALSO].map((section) => section[language]).join(' · ');
  if (headings !== wanted) report(`has the headings “${headings}”, wanted are “${wanted}”`);
  for (const [heading, text = ''] of parts) {
    if (text.trim() === '') report(`has nothing under “${heading}”`);
    checkMarks(text, report);
  }

  const blocks = SECTIONS.map(({ key }, at) => [key, readBlocks(parts[at]?.[1] ?? '', report)]);
  const seeAlso = readRelated(parts[SECTIONS.length]?.[1] ?? '', report);
  return { page: { title, ...Object.fromEntries(blocks) }, seeAlso };
}

/**
 * The codes of related findings: literals on one line, with commas between them.
 *
 * @param {string} text
 * @param {(what: string) => void} report
 */
function readRelated(text, report) {
  const isList = /^`[a-z0-9_]+`(, `[a-z0-9_]+`)*$/.test(text.trim());
  const codes = isList ? [...text.matchAll(/\w+/g)].map(([code]) => code) : [];
  if (!isList) report('has other things to see also than `codes` on one line, with commas between them');
  if (codes.length > MAX_RELATED) report(`names more than ${MAX_RELATED} codes to see also`);
  if (new Set(codes).size < codes.length) report('names a code to see also twice');
  return codes;
}

/**
 * What a page names to see also, against the codes that there are and what its English page names.
 *
 * @param {readonly string[]} related
 * @param {{ code: string, codes: readonly string[], english: readonly string[] }} known
 * @param {(what: string) => void} report
 */
export function checkRelated(related, { code, codes, english }, report) {
  for (const one of related) if (!codes.includes(one)) report(`says to see also ${one}, which has no page`);
  if (related.includes(code)) report('says to see also itself');
  if (related.join() !== english.join()) report('says to see also other codes than its English page');
}

/**
 * Blank lines separate blocks; lines that were wrapped are joined.
 *
 * @param {string} text
 * @param {(what: string) => void} report
 * @returns {readonly Block[]}
 */
function readBlocks(text, report) {
  const chunks = text.split(/\n\s*\n/).filter((chunk) => chunk.trim() !== '');
  return chunks.map((chunk) => {
    const [before = '', ...items] = chunk.trim().split(/^\d+\. /m);
    if (items.length === 0) return { kind: 'paragraph', text: joinLines(before) };
    const numbers = [...chunk.matchAll(/^\s*(\d+)\. /gm)].map((match) => Number(match[1]));
    // Catches steps apart from each other, text that runs into steps, and wrapped lines that begin with “465. ”.
    if (before !== '' || numbers.some((number, at) => number !== at + 1)) {
      report('has steps that are not one list of their own, numbered from 1');
    }
    return { kind: 'steps', items: items.map(joinLines) };
  });
}

/** @param {string} text */
function joinLines(text) {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/**
 * @param {string} text
 * @param {(what: string) => void} report
 */
function checkMarks(text, report) {
  const prose = text.replace(/`[^`]+`/g, '');
  for (const [mark, what] of FORBIDDEN) if (mark.test(prose)) report(what);
}

/**
 * The places in a text, against the values that there are.
 *
 * @param {string} body
 * @param {readonly string[]} params
 * @param {(what: string) => void} report
 */
export function checkPlaces(body, params, report) {
  const used = new Set([...body.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  for (const name of used) if (!params.includes(name)) report(`uses {${name}}, which is not in its params`);
  for (const name of params) if (!used.has(name)) report(`never uses its param {${name}}`);
  if (/[{}]/.test(body.replace(/\{\w+\}/g, ''))) report('has a brace that is no {place}');
}
