import type { Candidate, OtherService, Source } from '../mail/candidate.ts';
import { isSameEndpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { readInstructions } from './autoconfig-instructions.ts';
import { isSection, readSection } from './autoconfig-server.ts';
import { runningText } from './autoconfig-text.ts';
import { documentOf, type ReadDocument, type XmlElement } from './document.ts';
import { once } from './once.ts';

/** Real documents have six. What comes after these is not read: each would be looked at. */
const MOST_SECTIONS = 40;
const LONGEST_NAME = 60;

/**
 * Reads an autoconfig document (draft-ietf-mailmaint-autoconfig), of whatever version.
 *
 * Its servers keep their order, in which the provider prefers them. A bad section drops only itself; what is not known is
 * passed over. `emailProvider` is read as if it were not there: the draft says that it has no meaning.
 *
 * The block on OAuth is not read: its addresses would be opened, and its secret used, on the word of a document. Nor are
 * the domains that the document says it is for: it is known where it came from, which says more.
 *
 * @param domain the domain that was asked about
 */
export function readAutoconfig(root: XmlElement, source: Source, domain: Hostname): ReadDocument {
  if (root.name !== 'clientConfig') return { ok: false, problem: 'other-document' };
  const elements = root.children.flatMap((child) =>
    child.name === 'emailProvider' ? child.children : [child],
  );
  const read = elements
    .filter(isSection)
    .slice(0, MOST_SECTIONS)
    .map((element) => readSection(element, { source, domain }));
  return documentOf({
    candidates: once(
      read.flatMap((section) => (section.kind === 'candidate' ? section.candidate : [])),
      isSameCandidate,
    ),
    notOffered: [],
    dropped: read.flatMap((section) => (section.kind === 'dropped' ? section.dropped : [])),
    others: once(
      read.flatMap((section) => (section.kind === 'other' ? section.service : [])),
      isSameService,
    ),
    instructions: readInstructions(elements),
    providerName: providerName(elements),
  });
}

function isSameCandidate(left: Candidate, right: Candidate): boolean {
  return (
    isSameEndpoint(left.endpoint, right.endpoint) &&
    left.username === right.username &&
    left.signIn.join(' ') === right.signIn.join(' ')
  );
}

function isSameService(left: OtherService, right: OtherService): boolean {
  return left.type === right.type && left.at === right.at;
}

function providerName(elements: readonly XmlElement[]): string | null {
  const element = elements.find(({ name }) => name === 'displayName');
  const name = element === undefined ? '' : runningText(element.text, LONGEST_NAME);
  return name === '' ? null : name;
}
