import { SaxesParser } from 'saxes';
import type { DocumentProblem, XmlElement } from '../../../shared/discovery/document.ts';
import { xmlText } from './xml-text.ts';
import { XmlRefused, XmlTree } from './xml-tree.ts';

/** An XML document, read: its root element, or why it is none. */
export type ReadXml =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** The longest real documents have 9 KB. */
export const MOST_XML_BYTES = 256 * 1_024;

/** As far as one has to look to know a web page. */
const START_CHARACTERS = 2_000;
// Comments are written so that they can be matched in one way only, or this would take for ever on some.
const WEB_PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)[\s>]/is;

/**
 * Reads an XML document of somebody else, as strictly as XML 1.0 wants it, into elements.
 *
 * There are no entities but the five of XML itself, and character references: with a DOCTYPE, or with XInclude, the whole
 * document is refused before any of its content is looked at. Nothing is ever fetched. Processing instructions and comments
 * are passed over, CDATA is text.
 *
 * What begins like a web page is called another document, even though it is no XML and mostly has a DOCTYPE, too: it is
 * what servers and captive portals give to whoever asks for something that they do not have.
 */
export function readXml(bytes: Uint8Array): ReadXml {
  if (bytes.length > MOST_XML_BYTES) return { ok: false, problem: 'too-large' };
  const text = xmlText(bytes);
  if (text === null) return { ok: false, problem: 'malformed' };
  if (WEB_PAGE.test(text.slice(0, START_CHARACTERS))) return { ok: false, problem: 'other-document' };
  try {
    return { ok: true, root: parse(text) };
  } catch (error) {
    if (error instanceof XmlRefused) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** @throws XmlRefused at the first thing that is wrong */
function parse(text: string): XmlElement {
  const tree = new XmlTree();
  // Without its own handling of namespaces, which takes a time that grows with the square of the depth. XML 1.1, which
  // nobody writes, would allow control characters.
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  parser.on('error', (cause) => {
    throw new XmlRefused('malformed', { cause });
  });
  parser.on('doctype', () => {
    throw new XmlRefused('entities');
  });
  parser.on('opentagstart', ({ name }) => tree.open(name));
  parser.on('attribute', ({ name, value }) => tree.attribute(name, value));
  parser.on('text', (part) => tree.text(part));
  parser.on('cdata', (part) => tree.text(part));
  parser.on('closetag', () => tree.close());
  parser.write(text).close();
  if (tree.root === null) throw new XmlRefused('malformed');
  return tree.root;
}
