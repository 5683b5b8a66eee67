import type { XmlElement } from './document.ts';
import { shortText } from './short-text.ts';

/**
 * What is written in an element. Where there are elements in it, the first is written after its text as `<name>`, which no
 * value of an autoconfig document can be: what was meant with them is not guessed.
 */
export function textOf(element: XmlElement): string {
  const inner = element.children[0];
  return inner === undefined ? element.text : `${element.text}<${inner.name}>`;
}

/** What is written in the first child of that name, as {@link textOf} has it; empty where there is no such child. */
export function textIn(element: XmlElement, name: string): string {
  const child = element.children.find((known) => known.name === name);
  return child === undefined ? '' : textOf(child);
}

/** Running text, made safe to show: with single spaces for the line breaks and indents that it has in the document. */
export function runningText(text: string, mostCharacters: number): string {
  return shortText(text.replaceAll(/\s+/g, ' ').trim(), mostCharacters);
}
