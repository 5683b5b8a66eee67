import type { Suggestion } from '../mail/candidate.ts';

/** Why a document says nothing at all. */
export type DocumentProblem =
  /** Not well-formed. */
  | 'malformed'
  /** It has a DOCTYPE or entities of its own, which no settings need and which can unfold to anything. */
  | 'entities'
  /** Another document: its root element, or what it is as JSON, is not what was asked for. A web page, mostly. */
  | 'other-document'
  /** Deeper or larger than any document of its kind. */
  | 'too-large'
  /** It is what was asked for, and names no mail server that could be used. */
  | 'no-servers';

/** A document, read: what it suggests, or why it suggests nothing. */
export type ReadDocument =
  | { readonly ok: true; readonly suggestion: Suggestion }
  | { readonly ok: false; readonly problem: DocumentProblem; readonly suggestion?: Suggestion };

/** A document that suggests this: one without a server that could be used suggests too little. */
export function documentOf(suggestion: Suggestion): ReadDocument {
  return suggestion.candidates.length > 0
    ? { ok: true, suggestion }
    : { ok: false, problem: 'no-servers', suggestion };
}

/** An element of an XML document that a strict parser has read: no entities, no processing instructions, no comments. */
export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children, trimmed. */
  readonly text: string;
}
