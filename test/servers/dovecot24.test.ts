import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { capabilities, look, signIn, talk, talkInTls } from './dovecot-clients.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from './dovecot-folder.ts';
import { startDovecot24, type Dovecot24 } from './dovecot24.ts';
import { makePki } from './pki.ts';

const MECHANISMS =
  'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 EXTERNAL SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS'.split(' ');
describeWith(['dovecot24', 'openssl', 'gsasl'], 'startDovecot24', () => {
  let dovecot: Dovecot24;

  beforeAll(async () => {
    dovecot = await startDovecot24(await makePki());
  });

  afterAll(async () => {
    await dovecot.stop();
  });

  it.each(['imap', 'submission', 'pop3', 'sieve'] as const)(
    'offers everything on its %s port',
    async (port) => {
      const { inTls } = await capabilities(dovecot, port);

      for (const mechanism of MECHANISMS) expect(inTls).toMatch(new RegExp(`[ ="]${mechanism}[ "\r]`));
    },
  );

  it('lets anybody sign in in the clear on the address noTls', async () => {
    const lines = [`a LOGIN ${TEST_AUTHCID} ${TEST_PASSWORD}`, 'b LOGOUT'];

    const said = await talk(dovecot.addresses.noTls, dovecot.ports.imap, lines);

    expect(said).not.toContain('STARTTLS');
    expect(said).toContain('a OK');
  });

  it.each([
    ['imap', 'SCRAM-SHA-256-PLUS', 'TLS1.3', 'tls-exporter'],
    ['imap', 'SCRAM-SHA-256-PLUS', 'TLS1.2', 'tls-unique'],
    ['imap', 'SCRAM-SHA-1-PLUS', 'TLS1.3', 'tls-exporter'],
    ['smtp', 'SCRAM-SHA-256-PLUS', 'TLS1.3', 'tls-exporter'],
  ] as const)(
    'lets gsasl sign in by %s with %s over %s, bound by %s',
    async (protocol, mechanism, tls, binding) => {
      const before = await dovecot.authAttempts();
      const logged = (await dovecot.log()).length;

      const { exitCode, output } = await signIn(dovecot, {
        protocol,
        mechanism,
        tls,
        password: TEST_PASSWORD,
      });

      expect(output).toContain('Client authentication finished (server trusted)');
      expect(exitCode).toBe(0);
      expect((await dovecot.log()).slice(logged)).toContain(`channel_binding=${binding}`);
      expect((await dovecot.authAttempts()) - before).toBe(1);
    },
  );

  it.each(['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN'])(
    'lets gsasl sign in with %s, unbound',
    async (mechanism) => {
      const { exitCode } = await signIn(dovecot, { mechanism, password: TEST_PASSWORD });

      expect(exitCode).toBe(0);
    },
  );

  it('refuses a client that claims that no channel binding was on offer', async () => {
    const claim = Buffer.from(`y,,n=${TEST_AUTHCID},r=letterlock`).toString('base64');
    const lines = [`a AUTHENTICATE SCRAM-SHA-256 ${claim}`, 'b LOGOUT'];

    const said = await talkInTls(dovecot, 'imaps', lines);

    expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    expect(await dovecot.log()).toContain('Potential downgrade attack detected');
  });

  describe('of another kind, at the same time', () => {
    it('has its own users, and goes on when the other stops', async () => {
      const carol = { authcid: 'carol@example.test', mechanism: 'SCRAM-SHA-256-PLUS', password: 'abc' };
      const other = await startDovecot24(await makePki(), { users: { [carol.authcid]: carol.password } });
      const another = await startDovecot24(await makePki());

      await another.stop();
      const there = await signIn(other, carol);
      const here = await signIn(dovecot, carol);
      await other.stop();
      const afterwards = await signIn(dovecot, { mechanism: 'SCRAM-SHA-256-PLUS', password: TEST_PASSWORD });

      expect([there.exitCode, here.exitCode, afterwards.exitCode]).toEqual([0, 1, 0]);
    });

    it('is capped at TLS 1.2 and has the mechanisms that it was given', async () => {
      const authMechanisms = ['plain', 'scram-sha-256-plus'];
      const other = await startDovecot24(await makePki(), { newestTls: 'TLSv1.2', authMechanisms });
      try {
        const newest = await look(other, 'good', other.ports.imaps);
        const { inTls } = await capabilities(other, 'imap');

        expect(newest).toContain('New, TLSv1.2, Cipher is');
        expect(inTls.match(/AUTH=\S+/g)).toEqual(['AUTH=PLAIN', 'AUTH=SCRAM-SHA-256-PLUS']);
      } finally {
        await other.stop();
      }
    });
  });
});
