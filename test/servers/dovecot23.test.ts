import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { capabilities, look, signIn, talk, talkInTls } from './dovecot-clients.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from './dovecot23.ts';
import { makePki } from './pki.ts';
import { runPart } from './run.ts';

describeWith(['dovecot', 'openssl', 'gsasl', 'swaks'], 'startDovecot23', () => {
  let dovecot: Dovecot23;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
  });

  afterAll(async () => {
    await dovecot.stop();
  });

  it.each(['imap', 'submission', 'pop3', 'sieve'] as const)(
    'offers no channel binding on its %s port',
    async (port) => {
      const { inTls } = await capabilities(dovecot, port);

      expect(inTls).toContain('SCRAM-SHA-256');
      expect(inTls).not.toContain('-PLUS');
    },
  );

  it('offers neither STARTTLS nor TLS on the address noTls, and PLAIN in the clear', async () => {
    const { addresses, ports } = dovecot;

    const imap = await talk(addresses.noTls, ports.imap, ['a CAPABILITY', 'b LOGOUT']);
    const submission = await talk(addresses.noTls, ports.submission, ['EHLO localhost', 'QUIT']);
    const imaps = await look(dovecot, 'noTls', ports.imaps);

    expect(imap + submission).not.toContain('STARTTLS');
    expect(imap).toContain('AUTH=PLAIN');
    expect(submission).toMatch(/^250-AUTH PLAIN/m);
    expect(imaps).toContain('no peer certificate available');
  });

  it('refuses PLAIN in the clear on the address good', async () => {
    const said = await talk(dovecot.addresses.good, dovecot.ports.imap, ['a CAPABILITY', 'b LOGOUT']);

    expect(said).toContain('STARTTLS LOGINDISABLED');
    expect(said).not.toContain('AUTH=PLAIN');
  });

  it.each([
    ['imap', 'SCRAM-SHA-256'],
    ['imap', 'SCRAM-SHA-1'],
    ['imap', 'CRAM-MD5'],
    ['imap', 'PLAIN'],
    ['smtp', 'SCRAM-SHA-256'],
    ['smtp', 'PLAIN'],
  ] as const)('lets gsasl sign in by %s with %s and counts one attempt', async (protocol, mechanism) => {
    const before = await dovecot.authAttempts();

    const { exitCode, output } = await signIn(dovecot, { protocol, mechanism, password: TEST_PASSWORD });

    expect(output).toContain('Client authentication finished (server trusted)');
    expect(exitCode).toBe(0);
    expect((await dovecot.authAttempts()) - before).toBe(1);
  });

  it('counts several attempts of one connection, and one that the client cancels', async () => {
    const before = await dovecot.authAttempts();

    const lines = ['a LOGIN x y', 'b LOGIN x z', 'c AUTHENTICATE PLAIN', '*', 'd LOGOUT'];
    await talk(dovecot.addresses.noTls, dovecot.ports.imap, lines);

    expect((await dovecot.authAttempts()) - before).toBe(3);
  });

  it('lets a client read mail by POP3', async () => {
    const lines = [`USER ${TEST_AUTHCID}`, `PASS ${TEST_PASSWORD}`, 'STAT', 'QUIT'];

    const said = await talkInTls(dovecot, 'pop3s', lines);

    expect(said).toContain('+OK 0 0\r\n');
  });

  it('lets a client list scripts by ManageSieve', async () => {
    const plain = Buffer.from(`\0${TEST_AUTHCID}\0${TEST_PASSWORD}`).toString('base64');
    const lines = [`AUTHENTICATE "PLAIN" "${plain}"`, 'LISTSCRIPTS', 'LOGOUT'];

    const said = await talk(dovecot.addresses.noTls, dovecot.ports.sieve, lines);

    expect(said).toContain('OK "Logged in."\r\nOK "Listscripts completed."\r\n');
  });

  it('takes a message for its relay', async () => {
    const { addresses, ports, relay } = dovecot;
    const server = ['--server', addresses.noTls, '--port', `${ports.submission}`];
    const who = ['--auth', 'PLAIN', '--auth-user', TEST_AUTHCID, '--auth-password', TEST_PASSWORD];
    const mail = ['--from', TEST_AUTHCID, '--to', 'bob@example.test', '--body', 'One line for the relay.'];

    const { output } = await runPart('swaks', [...server, ...who, ...mail]);

    expect(output).toContain('Connection closed with remote host.');
    expect(relay.messages).toHaveLength(1);
    expect(relay.messages[0]).toContain('One line for the relay.');
  });

  describe('of another kind, at the same time', () => {
    it('is capped at TLS 1.2 and has the mechanisms and users that it was given', async () => {
      const other = await startDovecot23(await makePki(), {
        newestTls: 'TLSv1.2',
        authMechanisms: ['plain', 'scram-sha-256'],
        users: { 'carol@example.test': 'abc' },
      });
      try {
        const newest = await look(other, 'good', other.ports.imaps);
        const insisted = await look(other, 'good', other.ports.imaps, ['-tls1_3']);
        const lines = ['a CAPABILITY', 'b LOGIN carol@example.test abc', 'c LOGOUT'];
        const said = await talk(other.addresses.noTls, other.ports.imap, lines);

        expect(newest).toContain('New, TLSv1.2, Cipher is');
        expect(insisted).toContain('New, (NONE), Cipher is (NONE)');
        expect(said.match(/AUTH=\S+/g)?.slice(0, 2)).toEqual(['AUTH=PLAIN', 'AUTH=SCRAM-SHA-256]']);
        expect(said).toContain('b OK');
        expect(await other.authAttempts()).toBe(1);
      } finally {
        await other.stop();
      }
    });

    it('speaks TLS 1.0 and nothing else on the address oldTls when capped at it', async () => {
      const other = await startDovecot23(await makePki(), { newestTls: 'TLSv1' });
      try {
        const modern = await look(other, 'oldTls', other.ports.imaps);
        const args = ['-tls1', '-cipher', 'ALL:@SECLEVEL=0'];
        const old = await look(other, 'oldTls', other.ports.imaps, args);

        expect(modern).toContain('New, (NONE), Cipher is (NONE)');
        expect(old).toContain('New, TLSv1.0, Cipher is');
      } finally {
        await other.stop();
      }
    });
  });
});
