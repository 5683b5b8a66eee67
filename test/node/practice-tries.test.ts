import { describe, expect, it } from 'vitest';
import { USUAL_MAIL } from '../../electron/node/practice/mail/behaviour.ts';
import { serveMail } from '../../electron/node/practice/mail/serve-mail.ts';
import { PRACTICE_PROTOCOLS, type PracticeProtocol } from '../../electron/node/practice/protocols.ts';
import { freshAccounts, openLine } from './practice-protocol.ts';

const WRONG = Buffer.from('\0alice\0wrong').toString('base64');
const RIGHT = Buffer.from('\0alice\0Looking-Glass-1871').toString('base64');

const COMMANDS: Readonly<Record<PracticeProtocol, (response: string) => string>> = {
  imap: (response) => `a AUTHENTICATE PLAIN ${response}\r\n`,
  submission: (response) => `AUTH PLAIN ${response}\r\n`,
  pop3: (response) => `AUTH PLAIN ${response}\r\n`,
  managesieve: (response) => `AUTHENTICATE "PLAIN" "${response}"\r\n`,
};

// What stands at the beginning of a line that says yes, and of one that says no or goodbye.
const YES = /^(a OK|2\d\d |\+OK|OK)/;
const NO = /^(a NO|[45]\d\d |-ERR|NO|BYE)/;

/** What is said to somebody who tries to sign in, before TLS, where that is possible. */
async function answersTo(protocol: PracticeProtocol, responses: readonly string[]): Promise<string[]> {
  const accounts = await freshAccounts();
  const line = await openLine((connection) =>
    serveMail(
      connection,
      { protocol, connectionSecurity: 'starttls', preferredPort: 0 },
      {
        accounts,
        behaviour: { ...USUAL_MAIL, mechanismsBeforeTls: ['PLAIN'] },
        tls: {},
        hostname: 'host.practice.test',
        serverSecret: new Uint8Array(32),
        date: () => new Date(0),
      },
    ),
  );
  for (const response of responses) line.client.write(COMMANDS[protocol](response));
  const said = await line.said;
  // What says that it is ready is the greeting.
  return said.split('\r\n').filter((text) => (YES.test(text) || NO.test(text)) && !/ready/.test(text));
}

describe('somebody who tries to sign in again and again', () => {
  it.each(PRACTICE_PROTOCOLS)(
    'is told no each time, and then hears nothing any more, not even with the right password: %s',
    async (protocol) => {
      const answers = await answersTo(protocol, [...Array<string>(5).fill(WRONG), RIGHT, RIGHT]);

      expect(answers.filter((text) => YES.test(text))).toEqual([]);
      expect(answers.filter((text) => NO.test(text))).toHaveLength(6);
    },
  );
});
