import type { Instruction } from '../mail/candidate.ts';
import { runningText } from './autoconfig-text.ts';
import type { XmlElement } from './document.ts';
import { readHttpsAddress } from './https-address.ts';

/** How an instruction of one kind is written. */
interface Form {
  readonly kind: Instruction['kind'];
  readonly urlAttribute: string;
  readonly textElement: string;
}

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['enable', { kind: 'enable', urlAttribute: 'visiturl', textElement: 'instruction' }],
  ['documentation', { kind: 'documentation', urlAttribute: 'url', textElement: 'descr' }],
]);

const MOST_INSTRUCTIONS = 10;
/** Of one instruction; each is the same in another language. */
const MOST_TEXTS = 40;
const LONGEST_TEXT = 500;

// RFC 5646 §2.1, as far as it matters for finding a text; "und" is its word for a language that is not told (§4.1).
const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
const UNDETERMINED = 'und';

/**
 * What a provider asks people to do before mail works, and what it offers to read. An address other than `https:` is left
 * out, and its text stands; what has neither says nothing and is left out.
 */
export function readInstructions(elements: readonly XmlElement[]): readonly Instruction[] {
  return elements.flatMap(readInstruction).slice(0, MOST_INSTRUCTIONS);
}

function readInstruction(element: XmlElement): readonly Instruction[] {
  const form = FORMS.get(element.name);
  if (form === undefined) return [];
  const address = element.attributes.get(form.urlAttribute);
  const url = address === undefined ? null : readHttpsAddress(address);
  const texts = element.children
    .filter(({ name }) => name === form.textElement)
    .slice(0, MOST_TEXTS)
    .map((child) => ({ language: languageOf(child), text: runningText(child.text, LONGEST_TEXT) }))
    .filter(({ text }) => text !== '');
  return url === null && texts.length === 0 ? [] : [{ kind: form.kind, url, texts }];
}

function languageOf(element: XmlElement): string {
  const given = element.attributes.get('lang') ?? '';
  return LANGUAGE_TAG.test(given) ? given : UNDETERMINED;
}
