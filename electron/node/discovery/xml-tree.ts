import type { DocumentProblem, XmlElement } from '../../../shared/discovery/document.ts';

/** Real documents have five levels. */
export const MOST_XML_DEPTH = 32;
/** Of one element. Real ones have two, and some namespaces. */
export const MOST_XML_ATTRIBUTES = 32;
/** Of the document. The longest real ones have some 200. */
export const MOST_XML_ELEMENTS = 4_000;

const XINCLUDE = 'http://www.w3.org/2001/XInclude';

/** Ends the reading of a document; `problem` says why. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
  readonly problem: DocumentProblem;

  constructor(problem: DocumentProblem, options?: ErrorOptions) {
    super(`the document is refused: ${problem}`, options);
    this.problem = problem;
  }
}

/** An element whose end tag is still to come. */
interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  /** How many were written, whether they are kept or not. */
  attributeCount: number;
  readonly children: XmlElement[];
  readonly texts: string[];
}

/**
 * Makes a tree of what a parser reports, and stops it at the limits above.
 *
 * What other people named is kept in maps and lists only: an element called `__proto__` is one like every other.
 *
 * Only local names count, so a prefix is cut off, whatever it stands for. Declarations of namespaces are left out.
 */
export class XmlTree {
  readonly #open: OpenElement[] = [];
  #elements = 0;
  #root: XmlElement | null = null;

  /** The root element, as soon as its end tag was there. */
  get root(): XmlElement | null {
    return this.#root;
  }

  /** @throws XmlRefused where the document is deeper or has more elements than any of its kind */
  open(name: string): void {
    this.#elements += 1;
    if (this.#elements > MOST_XML_ELEMENTS || this.#open.length >= MOST_XML_DEPTH) {
      throw new XmlRefused('too-large');
    }
    this.#open.push({
      name: localName(name),
      attributes: new Map(),
      attributeCount: 0,
      children: [],
      texts: [],
    });
  }

  /**
   * An attribute of the element that was opened last. One with a prefix belongs to somebody else and gives way to the
   * element's own.
   *
   * @throws XmlRefused where there are too many, or where the document wants to include others (XInclude)
   */
  attribute(name: string, value: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.attributeCount += 1;
    if (element.attributeCount > MOST_XML_ATTRIBUTES) throw new XmlRefused('too-large');
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      if (value.trim() === XINCLUDE) throw new XmlRefused('entities');
      return;
    }
    const local = localName(name);
    if (local === name || !element.attributes.has(local)) element.attributes.set(local, value);
  }

  /** Text of the innermost open element; the white space around the root is nobody's. */
  text(text: string): void {
    this.#open.at(-1)?.texts.push(text);
  }

  /** Ends the innermost open element. */
  close(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const { name, attributes, children, texts } = element;
    const closed: XmlElement = { name, attributes, children, text: texts.join('').trim() };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = closed;
    else parent.children.push(closed);
  }
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
