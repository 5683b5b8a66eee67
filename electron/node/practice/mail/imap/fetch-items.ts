import type { StoredMessage } from '../mailbox.ts';
import { numberOf, type Argument } from './argument.ts';
import { writeDateTime } from './dates.ts';
import { writeFlags } from './flags.ts';
import { writeStructure } from './message/body-structure.ts';
import { writeEnvelope } from './message/envelope.ts';
import type { Opened } from './message/opened.ts';
import { readSection, type Section } from './message/section.ts';
import { imapString, literal } from './text.ts';

/** One data item of FETCH (RFC 9051 §6.4.5). */
export interface FetchItem {
  /** Its name in the response. */
  readonly label: string;
  /** True where looking at it sets `\Seen`. */
  readonly isReading: boolean;
  readonly write: (message: StoredMessage, opened: Opened) => string;
}

const MOST_ITEMS = 50;
const WHOLE: Section = { path: [], what: '', names: [] };

function item(label: string, write: FetchItem['write']): FetchItem {
  return { label, isReading: false, write };
}

/** Sets `\Seen` on nobody, and is told with it. */
export const FLAGS_ITEM = item('FLAGS', ({ flags }) => writeFlags(flags));

/** What UID FETCH tells in any case (RFC 9051 §6.4.9). */
export const UID_ITEM = item('UID', ({ uid }) => String(uid));

const ITEMS: ReadonlyMap<string, FetchItem> = new Map(
  [
    FLAGS_ITEM,
    UID_ITEM,
    item('INTERNALDATE', ({ receivedAt }) => `"${writeDateTime(receivedAt)}"`),
    item('RFC822.SIZE', ({ bytes }) => String(bytes.length)),
    item('ENVELOPE', (_, { mail }) => writeEnvelope(mail.fields)),
    item('BODY', (_, { text, mail }) => writeStructure(text, mail, 'basic')),
    item('BODYSTRUCTURE', (_, { text, mail }) => writeStructure(text, mail, 'extended')),
    { ...item('RFC822', (_, opened) => writeSection(opened, WHOLE, null)), isReading: true },
    item('RFC822.HEADER', (_, opened) => writeSection(opened, { ...WHOLE, what: 'HEADER' }, null)),
    {
      ...item('RFC822.TEXT', (_, opened) => writeSection(opened, { ...WHOLE, what: 'TEXT' }, null)),
      isReading: true,
    },
  ].map((known) => [known.label, known]),
);

const FAST: readonly string[] = ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'];
const MACROS: ReadonlyMap<string, readonly string[]> = new Map([
  ['FAST', FAST],
  ['ALL', [...FAST, 'ENVELOPE']],
  ['FULL', [...FAST, 'ENVELOPE', 'BODY']],
]);

/** Reads the data items of a FETCH, each once; null where something else is among them. Macros stand alone. */
export function parseFetchItems(argument: Argument): readonly FetchItem[] | null {
  const macro = argument.kind === 'atom' ? MACROS.get(argument.text.toUpperCase()) : undefined;
  const written: readonly Argument[] =
    macro !== undefined
      ? macro.map((text) => ({ kind: 'atom', text }))
      : argument.kind === 'list'
        ? argument.items
        : [argument];
  const items = written.map(parseItem).filter((known) => known !== null);
  if (items.length === 0 || items.length < written.length || items.length > MOST_ITEMS) return null;
  return items.filter(({ label }, at) => items.findIndex((other) => other.label === label) === at);
}

function parseItem(argument: Argument): FetchItem | null {
  if (argument.kind === 'atom') return ITEMS.get(argument.text.toUpperCase()) ?? null;
  if (argument.kind !== 'section') return null;
  const section = parseSection(argument.items);
  const partial = parsePartial(argument.partial);
  if (section === null || partial === 'malformed') return null;
  const origin = partial === null ? '' : `<${partial.origin}>`;
  return {
    label: `BODY[${writeSpec(section)}]${origin}`,
    isReading: argument.name === 'BODY',
    write: (_, opened) => writeSection(opened, section, partial),
  };
}

const SPEC =
  /^((?:[1-9]\d{0,9})(?:\.[1-9]\d{0,9}){0,20})?(?:(?:^|\.)(HEADER(?:\.FIELDS(?:\.NOT)?)?|TEXT|MIME))?$/;

function parseSection([spec, list, ...more]: readonly Argument[]): Section | null {
  const text = spec?.kind === 'atom' ? spec.text.toUpperCase() : '';
  const [whole, numbers = '', what = ''] = SPEC.exec(text) ?? [];
  const path = numbers === '' ? [] : numbers.split('.').map(Number);
  const names = list?.kind === 'list' ? list.items.map(nameOf).filter((name) => name !== null) : [];
  const wantsNames = what.startsWith('HEADER.FIELDS');
  if (whole === undefined || more.length > 0 || wantsNames !== (list !== undefined)) return null;
  if (
    list !== undefined &&
    (list.kind !== 'list' || names.length === 0 || names.length < list.items.length)
  ) {
    return null;
  }
  if (what === 'MIME' && path.length === 0) return null; // RFC 9051 §6.4.5.1: MIME stands behind a number
  return { path, what: what as Section['what'], names }; // the expression admits these words only
}

function nameOf(argument: Argument): string | null {
  return argument.kind === 'atom' || argument.kind === 'string' ? argument.text : null;
}

interface Partial {
  readonly origin: number;
  /** Undefined where the client has not said: to the end. */
  readonly length: number | undefined;
}

function parsePartial(text: string): Partial | null | 'malformed' {
  if (text === '') return null;
  const [origin, length] = text.slice(1, -1).split('.').map(numberOf);
  if (typeof origin !== 'number' || length === null || length === 0) return 'malformed';
  return { origin, length };
}

function writeSpec({ path, what, names }: Section): string {
  const spec = [...path, ...(what === '' ? [] : [what])].join('.');
  return names.length === 0 ? spec : `${spec} (${names.map(writeName).join(' ')})`;
}

function writeName(name: string): string {
  return /^[\u0021-\u007e]+$/.test(name) && !/[(){%*"\\\]]/.test(name) ? name : imapString(name);
}

function writeSection({ text, mail }: Opened, section: Section, partial: Partial | null): string {
  const whole = readSection(text, mail, section);
  if (whole === null) return 'NIL';
  const end = partial?.length === undefined ? undefined : partial.origin + partial.length;
  return literal(partial === null ? whole : whole.slice(partial.origin, end));
}
