import { isPlainLine } from '../../mail/quote.ts';
import { writeXml, type XmlNode } from '../../mail/xml-writer.ts';
import type { Format } from './format.ts';

/** Bytes in a property list. */
export class PlistData {
  /** RFC 4648 §4, with padding, on one line. */
  readonly base64: string;

  constructor(base64: string) {
    this.base64 = base64;
  }
}

/** What a property list can hold, as far as it is needed here. */
export type PlistValue = string | number | boolean | PlistData | readonly PlistValue[] | PlistDictionary;

/** A dictionary: what stands under a key is known only when it was looked at. */
export interface PlistDictionary {
  readonly [key: string]: PlistValue;
}

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>\n${DOCTYPE}\n<plist version="1.0">`;
const TAIL = '</plist>\n';
const DEEPEST = 16;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A property list as XML (plist(5) of macOS): texts that are one line, whole numbers, truth values, bytes, lists and dictionaries.
 * Nothing else can stand in one. It is read as it is written here, and not in every form that Apple's readers take.
 */
export const PLIST: Format<PlistDictionary> = {
  write(dictionary) {
    if (!isWritable(dictionary)) return null;
    return writeXml(
      { name: 'plist', attributes: { version: '1.0' }, content: [nodeOf(dictionary)] },
      DOCTYPE,
    );
  },
  read(text) {
    if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) return null;
    const tokens = tokensIn(text.slice(HEAD.length, -TAIL.length));
    const value = tokens === null ? null : valueOf(tokens.pop(), tokens, DEEPEST);
    return tokens?.length === 0 && isDictionary(value) ? value : null;
  },
};

/** Whether a value is a dictionary, and there at all. */
export function isDictionary(value: PlistValue | null | undefined): value is PlistDictionary {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PlistData)
  );
}

function isWritable(value: PlistValue): boolean {
  if (typeof value === 'string') return value === '' || isPlainLine(value);
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'boolean') return true;
  if (value instanceof PlistData) return BASE64.test(value.base64);
  if (isDictionary(value)) return Object.entries(value).flat().every(isWritable);
  return value.every(isWritable);
}

function nodeOf(value: PlistValue): XmlNode {
  if (typeof value === 'string') return { name: 'string', content: value };
  if (typeof value === 'number') return { name: 'integer', content: String(value) };
  if (typeof value === 'boolean') return { name: String(value), content: null };
  if (value instanceof PlistData) return { name: 'data', content: value.base64 };
  if (!isDictionary(value)) return { name: 'array', content: value.map(nodeOf) };
  const entries = Object.entries(value);
  return {
    name: 'dict',
    content: entries.flatMap(([key, one]) => [{ name: 'key', content: key }, nodeOf(one)]),
  };
}

/** A tag (`dict`, `/dict`, `true/`), or an element of text. */
interface Token {
  readonly tag: string;
  readonly text: string;
}

const TOKEN =
  /\s*(?:<(?<leaf>key|string|integer|data)>(?<text>[^<]*)<\/\k<leaf>>|<(?<tag>\/?(?:dict|array)|(?:true|false)\/)>)\s*/y;
const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** All of them, the last one first; null where something else stands between. */
function tokensIn(text: string): Token[] | null {
  const pattern = new RegExp(TOKEN);
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const { leaf, text: escaped, tag } = pattern.exec(text)?.groups ?? {};
    const plain = escaped === undefined ? '' : unescaped(escaped);
    const name = leaf ?? tag;
    if (name === undefined || plain === null) return null;
    tokens.push({ tag: name, text: plain });
  }
  return tokens.toReversed();
}

function unescaped(text: string): string | null {
  const isKnown = (text.match(/&[^;]*;?/g) ?? []).every((entity) => entity in CHARACTERS);
  return isKnown ? text.replace(/&\w+;/g, (entity) => CHARACTERS[entity] ?? '') : null;
}

function valueOf(token: Token | undefined, tokens: Token[], deepest: number): PlistValue | null {
  if (token === undefined || deepest === 0) return null;
  switch (token.tag) {
    case 'string':
      return token.text;
    case 'integer':
      return wholeNumber(token.text);
    case 'data':
      return BASE64.test(token.text) ? new PlistData(token.text) : null;
    case 'true/':
    case 'false/':
      return token.tag === 'true/';
    case 'array':
      return arrayOf(tokens, deepest);
    case 'dict':
      return dictionaryOf(tokens, deepest);
    default:
      return null;
  }
}

function wholeNumber(text: string): number | null {
  const number = /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(number) ? number : null;
}

function arrayOf(tokens: Token[], deepest: number): PlistValue | null {
  const values: PlistValue[] = [];
  for (let token = tokens.pop(); token?.tag !== '/array'; token = tokens.pop()) {
    const value = valueOf(token, tokens, deepest - 1);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

/** A key that stands twice has no meaning. */
function dictionaryOf(tokens: Token[], deepest: number): PlistDictionary | null {
  const entries = new Map<string, PlistValue>();
  for (let key = tokens.pop(); key?.tag !== '/dict'; key = tokens.pop()) {
    const value = valueOf(tokens.pop(), tokens, deepest - 1);
    if (key?.tag !== 'key' || value === null || entries.has(key.text)) return null;
    entries.set(key.text, value);
  }
  return Object.fromEntries(entries);
}
