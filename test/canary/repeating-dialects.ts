/** The protocols that secrets are repeated in. */
export type RepeatingProtocol = (typeof REPEATING_PROTOCOLS)[number];

/** All of them. */
export const REPEATING_PROTOCOLS = ['imap', 'submission', 'pop3'] as const;

/** How a server speaks one of them. What is to be repeated comes as words, and goes into as many lines as it takes. */
export interface RepeatingDialect {
  readonly greeting: string;
  readonly challenge: (text: string) => string;
  /** The beginning of a sign-in; null where a line is none. */
  readonly begin: (line: string) => { readonly tag: string; readonly initialResponse: string | null } | null;
  readonly verdict: (tag: string, isAccepted: boolean, words: readonly string[]) => readonly string[];
  /** The answer to any other line; without words where nobody has signed in. */
  readonly answer: (line: string, mechanism: string, words: readonly string[]) => readonly string[];
}

// Clients read no more untagged lines than this before they give up.
const MOST_LINES = 98;

export const REPEATING_DIALECTS: Readonly<Record<RepeatingProtocol, RepeatingDialect>> = {
  imap: {
    greeting: '* OK ready',
    challenge: (text) => `+ ${base64(text)}`,
    begin: (line) => begun(/^(?<tag>\S+) AUTHENTICATE \S+(?: (?<response>\S+))?$/i.exec(line)),
    verdict: (tag, isAccepted, words) => [
      ...fitting(words).map((word) => `* ${isAccepted ? 'OK' : 'NO'} [X-SAID "${word}"] ${word}`),
      `${tag} ${isAccepted ? 'OK' : 'NO [AUTHENTICATIONFAILED]'} ${words[0] ?? ''}`,
    ],
    answer(line, mechanism, words) {
      const [tag = '', command = ''] = line.split(' ');
      const word = words[0] ?? '';
      const untagged: Readonly<Record<string, readonly string[]>> = {
        CAPABILITY: [`* CAPABILITY IMAP4rev1 SASL-IR ID QUOTA AUTH=${mechanism}`],
        ID: words.map((one) => `* ID ("name" "${one}" "version" "${one}")`),
        LIST: words.map((one) => `* LIST (\\HasNoChildren) "/" "${one}"`),
        LOGOUT: [`* BYE ${word}`],
      };
      const isRefused =
        words.length > 0 && ['EXAMINE', 'SELECT', 'GETQUOTAROOT'].includes(command.toUpperCase());
      return [
        ...(untagged[command.toUpperCase()] ?? []),
        ...words.slice(0, 3).map((one) => `* NO ${one}`),
        `${tag} ${isRefused ? 'NO' : 'OK'} ${word === '' ? 'done' : word}`,
      ];
    },
  },
  submission: {
    greeting: '220 ready',
    challenge: (text) => `334 ${base64(text)}`,
    begin: (line) => begun(/^AUTH \S+(?: (?<response>\S+))?$/i.exec(line)),
    verdict: (_, isAccepted, words) =>
      reply(isAccepted ? '235' : '535', isAccepted ? '2.7.0' : '5.7.8', words),
    answer(line, mechanism, words) {
      if (/^EHLO/i.test(line)) return ['250-mail.example.test', `250 AUTH ${mechanism}`];
      if (/^QUIT/i.test(line)) return ['221 bye'];
      return words.length === 0 ? ['250 done'] : reply('553', '5.7.1', words);
    },
  },
  pop3: {
    greeting: '+OK ready',
    challenge: (text) => `+ ${base64(text)}`,
    begin: (line) => begun(/^AUTH \S+(?: (?<response>\S+))?$/i.exec(line)),
    verdict: (_, isAccepted, words) => [
      `${isAccepted ? '+OK' : '-ERR [AUTH]'} ${words.join(' ').slice(0, 400)}`,
    ],
    answer(line, mechanism, words) {
      if (/^CAPA/i.test(line)) return ['+OK', `SASL ${mechanism}`, '.'];
      return [words.length === 0 ? '+OK done' : `-ERR ${words.join(' ').slice(0, 400)}`];
    },
  },
};

function begun(
  match: RegExpExecArray | null,
): { readonly tag: string; readonly initialResponse: string | null } | null {
  const { tag = '', response } = match?.groups ?? {};
  return match === null ? null : { tag, initialResponse: response ?? null };
}

function reply(code: string, status: string, words: readonly string[]): readonly string[] {
  const lines = words.length === 0 ? ['done'] : fitting(words);
  return lines.map((line, index) => `${code}${index === lines.length - 1 ? ' ' : '-'}${status} ${line}`);
}

/** @throws {RangeError} where a client would give up before it has heard all: nothing is left out in silence */
function fitting(words: readonly string[]): readonly string[] {
  if (words.length > MOST_LINES) throw new RangeError(`${words.length} lines are too many`);
  return words;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
