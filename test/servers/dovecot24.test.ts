import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { capabilities, look, signIn, talk, talkInTls } from './dovecot-clients.ts';
import type { Fault } from './dovecot-setup.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from './dovecot-folder.ts';
import { startDovecot24, type Dovecot24 } from './dovecot24.ts';
import { makePki } from './pki.ts';

const MECHANISMS =
  'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 EXTERNAL SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS'.split(' ');
const PROTOCOLS = [
  ['imap', 'imap'],
  ['submission', 'smtp'],
  ['pop3', 'pop3'],
  ['sieve', 'sieve'],
] as const;

describeWith(['dovecot24', 'openssl', 'gsasl'], 'startDovecot24', () => {
  let dovecot: Dovecot24;

  beforeAll(async () => {
    dovecot = await startDovecot24(await makePki());
  });

  afterAll(async () => {
    await dovecot.stop();
  });

  it.each(PROTOCOLS)('switches to TLS on its %s port', async (port, protocol) => {
    const args = ['-starttls', protocol, '-verify_hostname', 'imap.example.test'];

    const said = await look(dovecot, 'good', dovecot.ports[port], args);

    expect(said).toContain('Verify return code: 0 (ok)');
    expect(said).toContain('New, TLSv1.3, Cipher is');
  });

  it.each(PROTOCOLS)('offers passwords and channel binding in TLS only on its %s port', async (port) => {
    const { inTheClear, inTls } = await capabilities(dovecot, port);

    expect(inTheClear).toContain('SCRAM-SHA-256');
    expect(inTheClear).not.toMatch(/PLAIN|-PLUS/);
    for (const mechanism of MECHANISMS) expect(inTls).toMatch(new RegExp(`[ ="]${mechanism}[ "\r]`));
  });

  // The codes are those of `man openssl-verification-options`.
  it.each<[Fault, number]>([
    ['good', 0],
    ['expired', 10],
    ['wrongName', 62],
    ['selfSigned', 18],
    ['oldTls', 0],
    ['unknownIssuer', 21],
    ['notYetValid', 9],
  ])('shows openssl the certificate of the address %s with verify code %i', async (fault, code) => {
    const said = await look(dovecot, fault, dovecot.ports.pop3s, ['-verify_hostname', 'mail.example.test']);

    expect(said).toContain(`Verify return code: ${code} (`);
  });

  it('lets anybody sign in in the clear on the address noTls', async () => {
    const lines = [`a LOGIN ${TEST_AUTHCID} ${TEST_PASSWORD}`, 'b LOGOUT'];

    const said = await talk(dovecot.addresses.noTls, dovecot.ports.imap, lines);

    expect(said).not.toContain('STARTTLS');
    expect(said).toContain('a OK');
  });

  it('speaks TLS 1.0 on the address oldTls only', async () => {
    const args = ['-tls1', '-cipher', 'ALL:@SECLEVEL=0'];

    const old = await look(dovecot, 'oldTls', dovecot.ports.imaps, args);
    const good = await look(dovecot, 'good', dovecot.ports.imaps, args);

    expect(old).toContain('New, TLSv1.0, Cipher is');
    expect(good).toContain('New, (NONE), Cipher is (NONE)');
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

  it.each([
    ['imap', 'SCRAM-SHA-256-PLUS', 'NO [AUTHENTICATIONFAILED]'],
    ['imap', 'PLAIN', 'NO [AUTHENTICATIONFAILED]'],
    ['smtp', 'SCRAM-SHA-256-PLUS', '535 5.7.8'],
  ] as const)(
    'refuses a wrong password by %s with %s and counts one attempt',
    async (protocol, mechanism, words) => {
      const before = await dovecot.authAttempts();

      const { exitCode, output } = await signIn(dovecot, { protocol, mechanism, password: 'wrong' });

      expect(output).toContain(words);
      expect(exitCode).toBe(1);
      expect((await dovecot.authAttempts()) - before).toBe(1);
    },
  );

  it('refuses a client that claims that no channel binding was on offer', async () => {
    const claim = Buffer.from(`y,,n=${TEST_AUTHCID},r=letterlock`).toString('base64');
    const lines = [`a AUTHENTICATE SCRAM-SHA-256 ${claim}`, 'b LOGOUT'];

    const said = await talkInTls(dovecot, 'imaps', lines);

    expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    expect(await dovecot.log()).toContain('Potential downgrade attack detected');
  });

  it('counts no attempt where nobody signs in', async () => {
    const before = await dovecot.authAttempts();

    await talk(dovecot.addresses.good, dovecot.ports.imap, ['a CAPABILITY', 'b LOGOUT']);

    expect(await dovecot.authAttempts()).toBe(before);
  });

  it('keeps the password out of its log', async () => {
    await signIn(dovecot, { protocol: 'smtp', mechanism: 'PLAIN', password: TEST_PASSWORD });
    await signIn(dovecot, { protocol: 'imap', mechanism: 'PLAIN', password: TEST_PASSWORD });

    const log = await dovecot.log();

    const plain = Buffer.from(`\0${TEST_AUTHCID}\0${TEST_PASSWORD}`).toString('base64');
    expect(log).toContain('PLAIN\tprotocol=submission');
    expect(log).not.toContain(TEST_PASSWORD);
    expect(log).not.toContain(plain);
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

    it('leaves nothing behind when stopped', async () => {
      const other = await startDovecot24(await makePki());
      const folder = dirname(dirname(other.caFile));

      await other.stop();

      const socket = connect(other.ports.imap, other.addresses.good);
      const [error] = (await once(socket, 'error')) as unknown[];
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect(existsSync(folder)).toBe(false);
    });
  });
});
