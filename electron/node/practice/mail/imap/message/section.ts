import { isNamed } from './header.ts';
import type { Part } from './part.ts';

/** What of a mail is meant between the brackets of `BODY[…]` (RFC 9051 §6.4.5.1). */
export interface Section {
  /** Part numbers, `1.2`; none for the mail itself. */
  readonly path: readonly number[];
  /** The whole of it where it is empty. */
  readonly what: '' | 'HEADER' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT' | 'TEXT' | 'MIME';
  /** Names of header fields. */
  readonly names: readonly string[];
}

/** The text of a section, or null where the mail has no such part. */
export function readSection(text: string, mail: Part, { path, what, names }: Section): string | null {
  if (path.length === 0) return what === '' ? text : textOf(text, mail, what, names);
  const part = partAt(mail, path);
  if (part === null) return null;
  if (what === '') return text.slice(part.bodyStart, part.end);
  if (what === 'MIME') return text.slice(part.start, part.bodyStart);
  // RFC 9051 §6.4.5.1: the others are of mails only, thus of a part that is one.
  return part.message === null ? null : textOf(text, part.message, what, names);
}

/** The part of this number: a mail that is no multipart has one, itself; a mail within a mail is counted on into. */
function partAt(mail: Part, path: readonly number[]): Part | null {
  let at: Part | null = null;
  for (const number of path) {
    const inside: Part | null = at === null ? mail : at.message;
    at = childOf(inside ?? at, number) ?? (number === 1 && inside?.type !== 'MULTIPART' ? inside : null);
    if (at === null) return null;
  }
  return at;
}

function childOf(part: Part | null, number: number): Part | null {
  return part?.children[number - 1] ?? null;
}

function textOf(
  text: string,
  mail: Part,
  what: Exclude<Section['what'], ''>,
  names: readonly string[],
): string {
  if (what === 'TEXT') return text.slice(mail.bodyStart, mail.end);
  if (what === 'HEADER' || what === 'MIME') return text.slice(mail.start, mail.bodyStart);
  const isWanted = what === 'HEADER.FIELDS';
  const fields = mail.fields.filter((field) => names.some((name) => isNamed(field, name)) === isWanted);
  return `${fields.map(({ raw }) => raw).join('')}\r\n`; // RFC 9051 §6.4.5.1: the empty line is always there
}
