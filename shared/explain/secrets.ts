import { maskName } from '../mail/email-address.ts';
import { mechanisms } from '../sasl/mechanisms.ts';

/** What stands in place of a secret, in any language. */
export const WITHHELD = '[…]';

/**
 * The lines of a pasted text without the secrets that logs and commands have in them: what stands behind LOGIN, PASS, AUTH
 * and AUTHENTICATE, answers to challenges, literals, options and settings with passwords, tokens, and base64. It is
 * done before anything is looked for, so that no secret is in what is found. Where it is in doubt, a line is lost.
 */
export function withoutSecrets(lines: readonly string[]): readonly string[] {
  let awaited = false;
  return lines.map((line) => {
    if (line === '') return line;
    const head = line.slice(0, HEAD);
    const isAnswer = awaited && line.trim() !== '' && !OF_SERVER.test(head);
    const cut = isAnswer ? WITHHELD : SUSPICIOUS.test(line) ? withoutSecret(line) : line;
    // A literal goes on behind the server's word to it; an answer is given once.
    const isLiteral = (isAnswer || cut !== line) && LITERAL.test(line.slice(-TAIL));
    awaited = isLiteral || isChallenge(line) || (awaited && !isAnswer);
    return cut;
  });
}

/** A text in which addresses show their first and last letter and the domain. */
export function withoutAddresses(text: string): string {
  return text
    .split(/([\s<>()[\]"',;:=]+)/)
    .map((word) => (/^[^@]+@[^@]+$/.test(word) ? maskName(word) : word))
    .join('');
}

// Without any of these there is nothing for the other expressions to find: most lines of a text of a hundred thousand.
const SUSPICIOUS = /pass|kennwort|secret|token|key|auth|login|bearer|:\/\/|(?:^|\s)-|[A-Za-z0-9+/_-]{8}/i;
const HEAD = 60;
const TAIL = 20;
const CHALLENGE_LINE = 4_000;

// A reply, an untagged or tagged response, or a continuation request, behind what logs put before them.
const OF_SERVER = /(?:^|[\s<>:~*-])(?:\d{3}[ -]|\* |\+(?: |$)|\+OK|-ERR|\S{1,12} (?:OK|NO|BAD)\b)/;
const LITERAL = /\{\d{1,10}\+?\}\s*$/;
const CHALLENGE = /(?:^|[\s<>:~*])(?:334|\+)(?: [A-Za-z0-9+/=]*)?$/;

// Behind these words stands a secret, unless one of the next set does.
const BEFORE_SECRET: readonly RegExp[] = [
  /\bLOGIN /g,
  /^\s*\S{1,40} login (?=\S+ \S)/gi,
  // .netrc and .fetchmailrc: `login ada password …`, `user ada there with password …`.
  /\b(?:user(?:name)?|login)\s+(?!(?:and|or|und|oder|name|with)\s)\S{1,100}\s+(?:there\s+)?(?:(?:with|has)\s+)?pass(?:word|wd)?\s+(?=\S)/gi,
];

const OF_MESSAGES: ReadonlySet<string> = new Set([
  '=>',
  ...mechanisms().map(({ name }) => name.toLowerCase()),
  ...['authentication', 'authentifizierung', 'authorization', 'login', 'auth', 'command', 'credentials'],
  ...[
    'failed',
    'failure',
    'fails',
    'error',
    'denied',
    'aborted',
    'rejected',
    'invalid',
    'refused',
    'unsuccessful',
    'mismatch',
    'incorrect',
    'wrong',
  ],
  ...[
    'disabled',
    'unsupported',
    'unavailable',
    'available',
    'required',
    'successful',
    'succeeded',
    'completed',
  ],
  ...[
    'is',
    'was',
    'not',
    'with',
    'method',
    'mechanism',
    'to',
    'for',
    'from',
    'by',
    'at',
    'as',
    'on',
    'over',
    'in',
    'or',
  ],
]);

// Behind these the rest of a line is one, whatever it is.
const SECRETS: readonly RegExp[] = [
  /\bPASS /,
  /^\s*(?:C: ?)?pass /i,
  /(?:pass(?:word|wd|phrase|code)?|passwort|kennwort|secret|token|api[-_]?key)["']?\s?[=:]\s?/i,
  // `password "…"`, `put("mail.smtp.password", "…")`; a quote that ends something has no word behind it.
  /(?:pass(?:word|wd|phrase|code|wort)?|kennwort)["']?(?:\s*,\s*|\s+)(?=["'][^\s"'])/i,
  /\bauthorization["']?\s?[=:]\s?/i,
  /\b(?:auth=)?bearer (?=\S{8})/i,
];

// In commands a secret ends with its word, which may be quoted; in the dialogue of SASL it is one word of base64.
const OPTION =
  /((?:^|\s)(?:--?(?:p|ap|u|pw|pass|password|auth-password|user|passphrase|oauth2-bearer|proxy-user)[\s=]|-u(?=[^\s:]{1,100}:)))("[^"]*"?|'[^']*'?|\S+)/gi;
const RESPONSE = /(\bAUTH(?:ENTICATE)? "?[A-Z0-9-]{4,20}"? )["']?([^\s"']+)/gi;
// mbsync repeats its command in front of the answer to it.
const ANSWER = "' returned an error:";

// A password may have an @ that nobody encoded: what ends it is the last one before the path.
const USER_INFO = /:\/\/[^\s/]{1,200}@/g;
const LONG_TOKEN = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const ONLY_TOKEN = /^(?:[CS]: ?|[<>~*-]{1,4} ?)?([A-Za-z0-9+/]{8,}={0,2})$/;

function isChallenge(line: string): boolean {
  return (line.includes('334') || line.includes('+')) && CHALLENGE.test(line.slice(-CHALLENGE_LINE));
}

function withoutSecret(line: string): string {
  const only = ONLY_TOKEN.exec(line.trim())?.[1];
  if (only !== undefined && isEncoded(only)) return WITHHELD;
  return withoutRest(line)
    .replace(OPTION, `$1${WITHHELD}`)
    .replace(RESPONSE, (all, before: string, next: string) =>
      isOfMessage(next) ? all : `${before}${WITHHELD}`,
    )
    .replace(USER_INFO, `://${WITHHELD}@`)
    .replace(LONG_TOKEN, (token) => (isMixed(token) ? WITHHELD : token));
}

/** Without everything behind the first word that a secret follows: where it ends is not known. */
function withoutRest(line: string): string {
  const places = [
    ...BEFORE_SECRET.map((words) => secretBehind(line, words)),
    ...SECRETS.map((words) => endOf(line, words)),
  ];
  const first = Math.min(...places);
  if (first >= line.length) return line;
  const answer = line.indexOf(ANSWER, first);
  return `${line.slice(0, first)}${WITHHELD}${answer < 0 ? '' : line.slice(answer)}`;
}

function secretBehind(line: string, words: RegExp): number {
  for (const match of line.matchAll(words)) {
    const end = match.index + match[0].length;
    const next = /^["'[(]*([^\s"'\])]*)/.exec(line.slice(end, end + HEAD))?.[1] ?? '';
    if (!isOfMessage(next)) return end;
  }
  return Infinity;
}

function isOfMessage(word: string): boolean {
  return OF_MESSAGES.has(word.toLowerCase().replace(/[.,:;!]{1,3}$/, ''));
}

function endOf(line: string, words: RegExp): number {
  const match = words.exec(line);
  return match === null ? Infinity : match.index + match[0].length;
}

/** Base64 and not a word: a digit among letters, padding, or capitals inside. */
function isEncoded(token: string): boolean {
  if (/^0x/i.test(token)) return false;
  return token.endsWith('=') || /[a-z][A-Z]/.test(token) || (/\d/.test(token) && /[a-z]/i.test(token));
}

/** What is drawn by chance has small and capital letters and digits; names of codes, classes and hosts do not have all. */
function isMixed(token: string): boolean {
  return token.endsWith('=') || (/[a-z]/.test(token) && /[A-Z]/.test(token) && /\d/.test(token));
}
