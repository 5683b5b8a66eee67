/** An element to write. Its name and those of its attributes are ours, and are written as they are. */
export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** A text, from anywhere, or elements; null for neither. */
  readonly content: string | readonly XmlNode[] | null;
}

// XML 1.0 §2.2, Char: nothing else can stand in a document, not even as a character reference.
const NO_XML =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * A document with this root: two spaces a level, a text on the line of its element, a line break at the end.
 *
 * @param doctype the document type declaration, as it is to stand there; null for none
 */
export function writeXml(root: XmlNode, doctype: string | null = null): string {
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', ...(doctype === null ? [] : [doctype])];
  return `${[...head, ...linesOf(root, '')].join('\n')}\n`;
}

function linesOf({ name, attributes = {}, content }: XmlNode, indent: string): readonly string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (content === null) return [`${open}/>`];
  if (typeof content === 'string') return [`${open}>${escapeXml(content)}</${name}>`];
  return [`${open}>`, ...content.flatMap((child) => linesOf(child, `${indent}  `)), `${indent}</${name}>`];
}

/** A text as it stands in XML, between tags or in quotes; what XML cannot have in it is left out. */
function escapeXml(text: string): string {
  return text.replace(NO_XML, '').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
