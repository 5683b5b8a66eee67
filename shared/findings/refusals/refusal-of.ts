import type { Protocol } from '../../mail/endpoint.ts';
import type { ServerWords } from '../../mail/observation.ts';
import type { SignInFacts } from '../../mail/sign-in.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import type { Confidence } from '../finding.ts';
import { endsTrying, type Cause } from './cause.ts';
import { OF_EASTERN_PROVIDERS } from './providers-east.ts';
import { OF_PROVIDERS } from './providers.ts';
import type { RefusalRow } from './row.ts';
import { scramRow } from './scram-errors.ts';
import { OF_SERVERS } from './servers.ts';
import { OF_STANDARDS } from './standards.ts';

/** Why a server said no, and how sure that is. */
export interface Refusal {
  readonly cause: Cause;
  readonly confidence: Confidence;
}

/** What of an attempt tells why it was refused. */
export type Refused = Pick<
  SignInFacts,
  'words' | 'scramError' | 'mechanism' | 'channelBinding' | 'iterationCount'
>;

/**
 * All that is known of how servers say no. Where the words of several rows are in one answer, the first one counts; those
 * that mean no more than a wrong password stand last, because many answers begin with them.
 */
export const REFUSAL_ROWS: readonly RefusalRow[] = [
  ...OF_PROVIDERS,
  ...OF_EASTERN_PROVIDERS,
  ...OF_SERVERS,
  ...OF_STANDARDS,
].toSorted((left, right) => rankOf(left) - rankOf(right));

function rankOf({ cause }: RefusalRow): number {
  return cause === 'password-wrong' ? 1 : 0;
}

/**
 * Why a server refused a sign-in: by SCRAM's own word, by codes, and by the text last, where the codes say nothing but no.
 * An IMAP NO without any code means the name or the password as a rule: that is all that old servers say.
 */
export function refusalOf(refused: Refused, protocol: Protocol): Refusal {
  const byWords = refusalIn(refused, protocol);
  const { scramError } = refused;
  if (scramError === null) return endedEarly(refused) ? notKnown(byWords) : byWords;
  // The protocol ends a failed exchange with the code that a wrong password has, too: SCRAM's own word is more exact.
  const { isVague, ...said } = scramRow(scramError);
  const saysMore = byWords.cause !== 'password-wrong' && byWords.cause !== 'unclear';
  return isVague && saysMore ? byWords : said;
}

/** Whether this refusal, or a server that could not prove itself, ends all trying until a person says so. */
export function forbidsMoreTries(facts: SignInFacts, protocol: Protocol): boolean {
  if (facts.outcome === 'rejected') return endsTrying(refusalOf(facts, protocol).cause);
  return facts.failure === 'server-proof-missing' || facts.failure === 'server-proof-wrong';
}

/** SCRAM that is refused before the server has sent a salt: the proof was not there to be judged yet. */
function endedEarly({ mechanism, iterationCount }: Refused): boolean {
  return iterationCount === null && mechanismNamed(mechanism ?? '')?.family === 'scram';
}

/** Dovecot and Cyrus end there where they know nobody of that name, or have nothing stored that SCRAM can use. */
function notKnown(refusal: Refusal): Refusal {
  return refusal.cause === 'password-wrong' ? { cause: 'username-form', confidence: 'likely' } : refusal;
}

function refusalIn(refused: Refused, protocol: Protocol): Refusal {
  const { words } = refused;
  const rows = REFUSAL_ROWS.filter((row) => row.protocols?.includes(protocol) ?? true);
  // The enhanced code is the more exact one (RFC 3463).
  const codes = codesIn(words);
  const inText = rows.filter((row) => row.says !== '' && isSaid(row, refused));
  const byBoth = codes.flatMap((code) => inText.find((row) => row.code === code) ?? [])[0];
  if (byBoth !== undefined) return told(byBoth);
  const byCode = codes.flatMap((code) => rows.find((row) => row.code === code && row.says === '') ?? [])[0];
  const inCodes = byCode ?? unknown(words);
  if (byCode?.isWhole === true) return told(byCode);
  const byText = inText.find((row) => row.code === null && tellsMore(row, inCodes));
  return told(byText ?? inCodes);
}

/** "Authentication failed" is what many say whatever happened: it makes no wrong password of anything else. */
function tellsMore(row: RefusalRow, inCodes: Refusal): boolean {
  if (row.cause === inCodes.cause) return false;
  return row.cause !== 'password-wrong' || inCodes.cause === 'unclear';
}

function isSaid({ says, binding }: RefusalRow, { words, channelBinding }: Refused): boolean {
  const isBound = binding === null || binding === channelBinding;
  return isBound && (words?.text.toLowerCase().includes(says) ?? false);
}

function codesIn(words: ServerWords | null): readonly string[] {
  const { responseCode, replyCode, enhancedStatusCode } = words ?? {};
  return [
    ...(replyCode === undefined || enhancedStatusCode === undefined
      ? []
      : [`${replyCode} ${enhancedStatusCode}`]),
    ...(replyCode === undefined ? [] : [String(replyCode)]),
    ...(responseCode === undefined ? [] : [responseCode.toUpperCase()]),
  ];
}

/** Neither the code nor the words are in the table. */
function unknown(words: ServerWords | null): Refusal {
  if (words?.replyCode !== undefined) {
    // RFC 5321 §4.2.1: 4yz is for now only.
    return seen(words.replyCode < 500 ? 'server-trouble' : 'unclear');
  }
  if (words?.condition === 'BYE') return seen('server-trouble');
  if (words?.condition === 'BAD' || words?.responseCode !== undefined) return seen('unclear');
  return seen('password-wrong');
}

function seen(cause: Cause): Refusal {
  return { cause, confidence: 'seen' };
}

function told({ cause, confidence }: Refusal): Refusal {
  return { cause, confidence };
}
