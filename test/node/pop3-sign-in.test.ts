import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { VerifiedConnection } from '../../electron/node/net/verified-connection.ts';
import { TranscriptWriter } from '../../electron/node/run-log.ts';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { exchange } from '../../electron/node/sign-in/exchange.ts';
import { Pop3Talk } from '../../electron/node/talk/pop3-talk.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import { chooseMechanism } from '../../shared/sasl/choose.ts';
import { saslClient } from '../../shared/sasl/client.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';

const LONG_PASSWORD = 'x'.repeat(200);
const BOB = 'bob@example.test';

describeWith(['dovecot'], 'our POP3 talk at Dovecot', () => {
  let dovecot: Dovecot23;

  beforeAll(async () => {
    const users = { [TEST_AUTHCID]: TEST_PASSWORD, [BOB]: LONG_PASSWORD };
    dovecot = await startDovecot23(await makePki(), { users });
  });

  afterAll(() => dovecot.stop());

  async function signIn(mechanism: string, authcid: string, password: string): Promise<SignInFacts> {
    const host = dovecot.addresses.good;
    const socket = connect({ host, port: dovecot.ports.pop3s, ca: (await makePki()).caPem });
    await once(socket, 'secureConnect');
    const secrets = new Secrets();
    const transcript = new TranscriptWriter('c1', () => 0, secrets);
    const connection = new VerifiedConnection(socket, transcript, new AbortController().signal, secrets);
    const talk = new Pop3Talk();
    const deadlines = deadlinesOf(3_000);
    await talk.greeting(connection, deadlines);
    const { mechanisms, capabilities } = await talk.capabilities(connection, deadlines);
    const { chosen } = chooseMechanism({
      advertised: mechanisms,
      hasVerifiedTls: true,
      channelBindings: [],
      atHand: { password: true, key: false, token: false },
      policy: { only: mechanism },
    });
    if (chosen === null) throw new Error(`${mechanism} is not on offer`);
    const client = saslClient(
      chosen.mechanism,
      { authcid, password },
      { crypto: nodeSaslCrypto, channelBinding: { kind: 'unable' } },
    );
    const facts = await exchange({ connection, talk, capabilities }, chosen, client, deadlines);
    connection.close();
    expect(JSON.stringify(transcript.lines)).not.toContain(password);
    return facts;
  }

  it.each([
    ['SCRAM-SHA-256', true],
    ['PLAIN', null],
  ])('signs in with %s', async (mechanism, serverVerified) => {
    const facts = await signIn(mechanism, TEST_AUTHCID, TEST_PASSWORD);

    expect(facts).toMatchObject({ outcome: 'accepted', mechanism, serverVerified });
  });

  it('sends what is too long for a command line behind it', async () => {
    const facts = await signIn('PLAIN', BOB, LONG_PASSWORD);

    expect(facts).toMatchObject({ outcome: 'accepted' });
  });

  it('keeps the code of a refusal', async () => {
    const facts = await signIn('PLAIN', TEST_AUTHCID, 'not-the-password');

    expect(facts).toMatchObject({ outcome: 'rejected', words: { responseCode: 'AUTH' } });
  });
});
