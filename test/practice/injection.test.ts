import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { PRACTICE_PROTOCOLS, type PracticeProtocol } from '../../electron/node/practice/protocols.ts';
import { doorOf } from './doors.ts';
import { RawClient } from './raw-client.ts';

interface Script {
  readonly greeting: RegExp;
  readonly starttls: string;
  readonly agreed: RegExp;
  /** What somebody on the way pipelines behind STARTTLS: a question and a sign-in. */
  readonly injected: string;
  /** What the server would answer to these. */
  readonly executed: RegExp;
  /** What it says in TLS before anything was asked. */
  readonly first: RegExp | null;
  /** A question of the client in TLS, its answer, and a command that is for those who are signed in. */
  readonly asked: string;
  readonly answered: RegExp;
  readonly needsSignIn: string;
  readonly refused: RegExp;
}

const PLAIN = Buffer.from('\0alice\0Looking-Glass-1871').toString('base64');

const SCRIPTS: Readonly<Record<PracticeProtocol, Script>> = {
  imap: {
    greeting: /^\* OK .*\r\n/,
    starttls: 'a STARTTLS\r\n',
    agreed: /^a OK .*\r\n$/m,
    injected: `evil1 CAPABILITY\r\nevil2 AUTHENTICATE PLAIN ${PLAIN}\r\nevil3 NOOP\r\n`,
    executed: /evil/,
    first: null,
    asked: 'b NOOP\r\n',
    answered: /^b OK .*\r\n/m,
    needsSignIn: 'c SELECT INBOX\r\n',
    refused: /^c (NO|BAD) /m,
  },
  submission: {
    greeting: /^220 .*\r\n/,
    starttls: 'EHLO me\r\nSTARTTLS\r\n',
    agreed: /^220 [^\n]*TLS[^\n]*\r\n$/im,
    injected: `EHLO evil\r\nAUTH PLAIN ${PLAIN}\r\nMAIL FROM:<alice@practice.test>\r\n`,
    executed: /evil|235|530|503/,
    first: null,
    asked: 'NOOP\r\n',
    answered: /^250 .*\r\n/m,
    needsSignIn: 'MAIL FROM:<alice@practice.test>\r\n',
    refused: /^5\d\d /m,
  },
  pop3: {
    greeting: /^\+OK .*\r\n/,
    starttls: 'STLS\r\n',
    agreed: /^\+OK .*\r\n\+OK .*\r\n$/,
    injected: `CAPA\r\nAUTH PLAIN ${PLAIN}\r\nSTAT\r\n`,
    executed: /SASL|-ERR|\+OK/,
    first: null,
    asked: 'CAPA\r\n',
    answered: /^\+OK[\s\S]*\r\n\.\r\n$/,
    needsSignIn: 'STAT\r\n',
    refused: /^-ERR /m,
  },
  managesieve: {
    greeting: /^OK .*\r\n/m,
    starttls: 'STARTTLS\r\n',
    agreed: /^OK [^\n]*TLS[^\n]*\r\n$/im,
    injected: `NOOP "evil"\r\nAUTHENTICATE "PLAIN" "${PLAIN}"\r\nLISTSCRIPTS\r\n`,
    executed: /evil|^NO|Logged/m,
    first: /^OK [^\n]*\r\n/m,
    asked: 'NOOP "mine"\r\n',
    answered: /mine/,
    needsSignIn: 'LISTSCRIPTS\r\n',
    refused: /^NO /m,
  },
};

// What is shorter could still become TLS (RFC 8446 §5.1), and is waited for.
const RECORD_HEADER_BYTES = 5;

/** What comes with STARTTLS and what comes after the answer, cut at every byte that leaves enough to be seen as no TLS. */
function cutsOf({ injected }: Script): readonly (readonly [string, string])[] {
  const cuts = Array.from(injected, (_, at) => [injected.slice(0, at), injected.slice(at)] as const);
  return cuts.filter(([, rest]) => rest.length >= RECORD_HEADER_BYTES);
}

describe('commands that are pipelined behind STARTTLS', () => {
  let practice: Practice;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
  });

  afterAll(() => practice.close());

  it.each(PRACTICE_PROTOCOLS)('are never carried out in TLS: %s', async (protocol) => {
    const script = SCRIPTS[protocol];
    const client = await RawClient.to(portOf(protocol));
    await client.until(script.greeting);

    client.send(script.starttls + script.injected);
    await client.until(script.agreed);
    const inTls = await client.upgraded({ ca: practice.caPem });

    await expectClean(inTls, script);
  });

  it.each(PRACTICE_PROTOCOLS)('nor where only a part of them comes with it: %s', async (protocol) => {
    const script = SCRIPTS[protocol];
    for (const [part] of cutsOf(script)) {
      const client = await RawClient.to(portOf(protocol));
      await client.until(script.greeting);

      client.send(script.starttls + part);
      await client.until(script.agreed);
      const inTls = await client.upgraded({ ca: practice.caPem });

      await expectClean(inTls, script);
    }
  });

  it.each(PRACTICE_PROTOCOLS)(
    'nor where the rest of them comes in place of TLS, which ends it: %s',
    async (protocol) => {
      const script = SCRIPTS[protocol];
      for (const [part, rest] of cutsOf(script)) {
        const client = await RawClient.to(portOf(protocol));
        await client.until(script.greeting);
        client.send(script.starttls + part);
        await client.until(script.agreed);
        client.said = '';

        client.send(rest);

        expect(await client.closed()).toBe('');
      }
    },
  );

  it.each(PRACTICE_PROTOCOLS)('and a client that waits for its answer is served: %s', async (protocol) => {
    const script = SCRIPTS[protocol];
    const client = await RawClient.to(portOf(protocol));
    await client.until(script.greeting);

    client.send(script.starttls);
    await client.until(script.agreed);
    const inTls = await client.upgraded({ ca: practice.caPem });

    await expectClean(inTls, script);
  });

  function portOf(protocol: PracticeProtocol): number {
    return doorOf(practice, protocol, 'starttls').port;
  }
});

/** In TLS only what was asked there is answered, and nobody is signed in. */
async function expectClean(client: RawClient, script: Script): Promise<void> {
  if (script.first !== null) await client.until(script.first);
  expect(client.said.replace(script.first ?? '', '')).not.toMatch(script.executed);
  client.said = '';
  client.send(script.asked);
  const answer = await client.until(script.answered);
  expect(answer.replace(script.answered, '')).not.toMatch(script.executed);
  client.said = '';
  client.send(script.needsSignIn);
  await client.until(script.refused);
  client.end();
}
