import { imapString, nstring } from '../text.ts';
import { writeEnvelope } from './envelope.ts';
import { fieldOf, readParameterised } from './header.ts';
import type { Part } from './part.ts';

/** How much of a structure is told: BODYSTRUCTURE has the extension data, BODY has not (RFC 9051 §7.5.2). */
export type Detail = 'basic' | 'extended';

/** BODYSTRUCTURE or BODY of a mail or of a part of it. */
export function writeStructure(text: string, part: Part, detail: Detail): string {
  const extension = detail === 'extended' ? ` ${extensionOf(part)}` : '';
  const [, subtype = ''] = part.contentType.value.split('/');
  if (part.type === 'MULTIPART') {
    const children = part.children.map((child) => writeStructure(text, child, detail)).join('');
    return `(${children} ${imapString(subtype)}${extension})`;
  }
  const body = text.slice(part.bodyStart, part.end);
  const fields = [
    part.contentType.value.split('/', 2).map(imapString).join(' '),
    writeParameters(part.contentType.parameters),
    nstring(fieldOf(part.fields, 'Content-ID')),
    nstring(fieldOf(part.fields, 'Content-Description')),
    imapString(fieldOf(part.fields, 'Content-Transfer-Encoding') ?? '7bit'), // RFC 2045 §6.1
    body.length,
    ...(part.message === null
      ? []
      : [writeEnvelope(part.message.fields), writeStructure(text, part.message, detail)]),
    ...(part.type === 'TEXT' || part.message !== null ? [linesOf(body)] : []),
  ];
  return `(${fields.join(' ')}${extension})`;
}

function extensionOf({ type, fields, contentType }: Part): string {
  const first =
    type === 'MULTIPART' ? writeParameters(contentType.parameters) : nstring(fieldOf(fields, 'Content-MD5'));
  const languages = (fieldOf(fields, 'Content-Language') ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return [
    first,
    writeDisposition(fieldOf(fields, 'Content-Disposition')),
    languages.length === 0 ? 'NIL' : `(${languages.map(imapString).join(' ')})`,
    nstring(fieldOf(fields, 'Content-Location')),
  ].join(' ');
}

function writeDisposition(field: string | null): string {
  const { value, parameters } = readParameterised(field ?? '');
  return value === '' ? 'NIL' : `(${imapString(value)} ${writeParameters(parameters)})`;
}

function writeParameters(parameters: readonly (readonly [string, string])[]): string {
  const written = parameters.map(([name, value]) => `${imapString(name)} ${imapString(value)}`);
  return written.length === 0 ? 'NIL' : `(${written.join(' ')})`;
}

function linesOf(body: string): number {
  let lines = 0;
  for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) lines++;
  return lines;
}
