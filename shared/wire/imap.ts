import type { ServerWords } from '../mail/observation.ts';
import { referralHost } from './referral.ts';
import { safeText } from './server-words.ts';

/** Conditions of an IMAP status response (RFC 9051 §7.1). */
export type ImapStatus = 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH';

/** One response line of an IMAP server, as far as it matters before and during sign-in. */
export type ImapResponse =
  | {
      readonly kind: 'status';
      /** The tag, or `*`. */
      readonly tag: string;
      readonly status: ImapStatus;
      /** The names of a CAPABILITY response code (RFC 9051 §7.1), where there is one. */
      readonly capabilities: readonly string[] | null;
      readonly words: ServerWords;
    }
  | { readonly kind: 'capability'; readonly capabilities: readonly string[] }
  | { readonly kind: 'continuation'; readonly text: string }
  | { readonly kind: 'untagged' };

const latin1 = new TextDecoder('latin1');
const STATUS_LINE = /^(\*|[^\s(){%*"\\\]+]+) (OK|NO|BAD|BYE|PREAUTH)(?: (?:\[([^\]]*)\] ?)?(.*))?$/is;
const CAPABILITY_LINE = /^\* CAPABILITY((?: [^ ]+)*) *$/i;
const MOST_CAPABILITIES = 500;

/** Reads one line of an IMAP server, or null where it is none. */
export function parseImapResponse(line: Uint8Array): ImapResponse | null {
  const text = latin1.decode(line);
  if (text === '+') return { kind: 'continuation', text: '' };
  if (text.startsWith('+ ')) return { kind: 'continuation', text: text.slice(2) };
  const capability = CAPABILITY_LINE.exec(text);
  if (capability !== null) return { kind: 'capability', capabilities: split(capability[1] ?? '') };
  const status = STATUS_LINE.exec(text);
  if (status !== null) return statusResponse(status, line);
  return text.startsWith('* ') ? { kind: 'untagged' } : null;
}

/** The SASL mechanisms in a capability list: its `AUTH=` entries (RFC 9051 §7.2.2). */
export function imapMechanisms(capabilities: readonly string[]): readonly string[] {
  const names = capabilities
    .filter((name) => name.startsWith('AUTH='))
    .map((name) => name.slice('AUTH='.length));
  return [...new Set(names)];
}

/**
 * What a client can sign in with: the SASL mechanisms, and where none at all is listed LOGIN, which then is the command of
 * that name: every server has it that does not say LOGINDISABLED (RFC 9051 §6.2.3).
 */
export function imapWaysIn(capabilities: readonly string[]): readonly string[] {
  const listed = imapMechanisms(capabilities);
  return listed.length > 0 || capabilities.includes('LOGINDISABLED') ? listed : ['LOGIN'];
}

function statusResponse(groups: RegExpExecArray, line: Uint8Array): ImapResponse {
  const [, tag = '', status = '', code] = groups;
  const [codeName = '', ...codeArguments] = split(code ?? '');
  // The text is decoded a second time as UTF-8 from its own bytes: Latin-1 served only to find it.
  const text = safeText(line.subarray(line.length - (groups[4] ?? '').length));
  return {
    kind: 'status',
    tag,
    status: status.toUpperCase() as ImapStatus, // the expression admits these five words only
    capabilities: codeName === 'CAPABILITY' ? codeArguments : null,
    words: codeName === '' ? { text } : { ...codeWords(codeName, code ?? ''), text },
  };
}

function codeWords(name: string, code: string): Pick<ServerWords, 'responseCode' | 'referral'> {
  const referral = name === 'REFERRAL' ? referralHost(code.slice(name.length).trim()) : undefined;
  return { responseCode: safeText(name), ...(referral === undefined ? {} : { referral }) };
}

function split(list: string): readonly string[] {
  return list
    .split(' ')
    .filter((name) => name !== '')
    .slice(0, MOST_CAPABILITIES)
    .map((name) => safeText(name.toUpperCase()));
}
