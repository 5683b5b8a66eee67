import { readXml } from '../../../electron/node/discovery/xml.ts';
import { readAutoconfig } from '../../../shared/discovery/autoconfig.ts';
import type { ReadDocument } from '../../../shared/discovery/document.ts';
import type { Source, Suggestion } from '../../../shared/mail/candidate.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';

/** Where the documents of these tests come from. */
export const SOURCE: Source = {
  kind: 'autoconfig',
  uri: 'https://autoconfig.example.com/mail/config-v1.1.xml',
  trust: 'domain-https',
};

/** Host names out of literals. */
export function hostname(written: string): Hostname {
  const host = parseHostname(written);
  if (!host.ok) throw new Error(`no host name: ${written}`);
  return host.value;
}

/** Reads a whole document, asked for example.com. */
export function readDocument(text: string): ReadDocument {
  const xml = readXml(new TextEncoder().encode(text));
  return xml.ok ? readAutoconfig(xml.root, SOURCE, hostname('example.com')) : xml;
}

/** What a document suggests that has these elements in its provider, and these beside it, whether a server is there or not. */
export function suggestionOf(inProvider: string, beside = ''): Suggestion {
  const read = readDocument(
    `<clientConfig version="1.2"><emailProvider id="example.com">${inProvider}</emailProvider>${beside}</clientConfig>`,
  );
  if (read.suggestion === undefined) throw new Error(`no suggestion in ${inProvider}`);
  return read.suggestion;
}

/** What can stand in a section of a server; null leaves the element out. Markup in it is markup. */
export interface SectionText {
  readonly hostname?: string | null;
  readonly port?: string | null;
  readonly socketType?: string | null;
  readonly authentication?: string;
  readonly username?: string | null;
}

/** An `incomingServer` for IMAP that is well, but for what is given. */
export function imapSection(given: SectionText = {}): string {
  const lines = {
    hostname: 'imap.example.com',
    port: '993',
    socketType: 'SSL',
    username: '%EMAILADDRESS%',
    ...given,
  };
  const elements = (['hostname', 'port', 'socketType', 'username'] as const).map((name) => {
    const text = lines[name];
    return text === null ? '' : `<${name}>${text}</${name}>`;
  });
  return `<incomingServer type="imap">${elements.join('')}${given.authentication ?? ''}</incomingServer>`;
}
