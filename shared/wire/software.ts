import { safeText } from './server-words.ts';

/** What a server says that it runs. Servers can say anything: it explains what they do, and proves nothing. */
export interface Software {
  readonly name: string;
  /** Null where it is not said. */
  readonly version: string | null;
}

const MOST_CHARACTERS = 100;
const VERSION = String.raw`(?<version>\d[\w.+~-]*)`;

/**
 * The words that products name themselves with, in greetings, IMPLEMENTATION and ID. Only a product's own name counts:
 * the form of a greeting that is usual for one is no name, and neither is a host that is called like one.
 *
 * As of November 2026. Sources: where the product is open, its own default (`smtpd_banner` in Postfix's postconf(5),
 * `smtp_banner` in Exim's manual, SMTPD_BANNER in OpenSMTPD's smtpd.h); for the others, greetings that people who met them
 * have published. Old names stay: servers are run for longer than products are sold.
 */
const PRODUCTS: readonly (readonly [name: string, words: string])[] = [
  ['Dovecot', `Dovecot`],
  ['Cyrus IMAP', String.raw`Cyrus (?:IMAP4?|IMAPD|POP3|timsieved)(?: \(Murder\))?(?: v?${VERSION})?`],
  ['Courier', String.raw`Courier-IMAP(?:/${VERSION})?`],
  ['Microsoft 365', String.raw`[\w.-]+\.(?:outlook|office365)\.com Microsoft ESMTP MAIL Service`],
  ['Microsoft Exchange', String.raw`Microsoft Exchange (?:Server \d+ )?(?:IMAP4|POP3)(?:rev1)?(?: server)?`],
  ['Microsoft Exchange', String.raw`Microsoft\.Exchange\.(?:Imap4|Pop3)\.\w+`],
  // Exchange and the SMTP service of Windows greet alike.
  ['Microsoft ESMTP MAIL Service', `Microsoft ESMTP MAIL Service(?:, Version: ${VERSION})?`],
  ['Gmail', String.raw`Gimap ready|Gpop ready|GImap|ESMTP \S+ - gsmtp`],
  ['Zimbra', `Zimbra`],
  ['Postfix', String.raw`ESMTP Postfix(?: \(${VERSION}\))?`],
  ['Exim', `ESMTP Exim(?: ${VERSION})?`],
  ['Sendmail', `ESMTP Sendmail(?: ${VERSION})?`],
  ['OpenSMTPD', `ESMTP OpenSMTPD`],
  ['Haraka', `ESMTP Haraka(?:/${VERSION})?`],
  ['mox', `ESMTP mox(?: ${VERSION})?|mox imap`],
  ['Stalwart', `Stalwart(?: ManageSieve| Mail Server)?(?: v?${VERSION})?`],
  ['hMailServer', `hMailServer(?: ${VERSION})?`],
  ['MailEnable', `MailEnable(?: Service, Version: ${VERSION})?`],
  ['Kerio Connect', `Kerio (?:Connect|MailServer)(?: ${VERSION})?`],
  ['Axigen', `Axigen`],
  ['Proton Mail Bridge', `Proton ?Mail Bridge(?: ${VERSION})?`],
  ['CommuniGate Pro', `CommuniGate Pro(?: (?:IMAP|POP3) Server)?(?: ${VERSION})?`],
  ['MDaemon', `MDaemon(?: ${VERSION})?`],
  ['IceWarp', `IceWarp(?: ${VERSION})?`],
  ['Domino', `Domino (?:IMAP4 Server )?Release ${VERSION}|Domino (?:IMAP4|POP3) [Ss]erver`],
  ['GroupWise', `GroupWise(?: Internet Agent)?(?: ${VERSION})?`],
  ['SmarterMail', `SmarterMail`],
  ['Apache James', `JAMES (?:IMAP4rev1|POP3|SMTP) Server|Apache James`],
  ['DBMail', `dbmail (?:imap|pop3|timsieved)`],
  ['Citadel', `Citadel (?:IMAP4rev1|POP3|ESMTP)`],
  ['GreenMail', `GreenMail (?:Server |SMTP Service )?v${VERSION}`],
  ['Letterlock practice server', `Letterlock practice server`],
];

const ROWS = PRODUCTS.map(([name, words]) => ({
  name,
  // Whole words, and no part of a host name: `dovecot.example.org` says nothing.
  form: new RegExp(String.raw`(?<![\w.@-])(?:${words})(?![\w@-]|\.\w)`),
}));

/** Tells whether a name is that of a product that is known here, and nothing else. */
export function isProduct(name: string): boolean {
  return PRODUCTS.some(([product]) => product === name);
}

/** The software that a text of a server names, or null. */
export function softwareIn(text: string): Software | null {
  for (const { name, form } of ROWS) {
    const found = form.exec(text);
    if (found !== null) return { name, version: found.groups?.['version'] ?? null };
  }
  return null;
}

/**
 * The software of a text that is there to name it (IMPLEMENTATION of POP3 and ManageSieve, the name of an IMAP ID): where
 * no product of ours is in it, it is taken as it stands.
 *
 * @param version where the server says that beside
 */
export function softwareNamed(text: string, version: string | null = null): Software | null {
  const named = clip(text);
  if (named === '') return null;
  const known = softwareIn(named);
  const said = version === null ? '' : clip(version);
  return { name: known?.name ?? named, version: said === '' ? (known?.version ?? null) : said };
}

/** The software that a list of capabilities names: `IMPLEMENTATION …` (RFC 2449 §6.9, RFC 5804 §1.7). */
export function softwareAmong(capabilities: readonly string[]): Software | null {
  const name = 'IMPLEMENTATION ';
  const implementation = capabilities.find((capability) => capability.startsWith(name));
  return implementation === undefined ? null : softwareNamed(implementation.slice(name.length));
}

function clip(text: string): string {
  return safeText(text).trim().slice(0, MOST_CHARACTERS);
}
