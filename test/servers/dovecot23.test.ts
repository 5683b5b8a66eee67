import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { capabilities, look, signIn, talk, talkInTls } from './dovecot-clients.ts';
import type { Fault } from './dovecot-setup.ts';
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

  // The codes are those of `man openssl-verification-options`: 9 not yet valid, 10 expired, 18 self-signed, 21 (after
  // 20) no issuer, 62 other host name, 64 other IP address.
  it.each<[Fault, number, number]>([
    ['good', 0, 0],
    ['expired', 10, 10],
    ['wrongName', 62, 64],
    ['selfSigned', 18, 18],
    ['oldTls', 0, 0],
    ['unknownIssuer', 21, 21],
    ['notYetValid', 9, 9],
  ])(
    'shows openssl the certificate of the address %s with verify code %i by name, %i by address',
    async (fault, byName, byAddress) => {
      const { ports, addresses } = dovecot;

      const named = await look(dovecot, fault, ports.imaps, ['-verify_hostname', 'mail.example.test']);
      const addressed = await look(dovecot, fault, ports.submissions, ['-verify_ip', addresses[fault]]);

      expect(named).toContain(`Verify return code: ${byName} (`);
      expect(addressed).toContain(`Verify return code: ${byAddress} (`);
    },
  );

  it.each([
    ['imap', 'imap'],
    ['submission', 'smtp'],
    ['pop3', 'pop3'],
    ['sieve', 'sieve'],
  ] as const)('switches to TLS on its %s port', async (port, protocol) => {
    const args = ['-starttls', protocol, '-verify_hostname', 'imap.example.test'];

    const said = await look(dovecot, 'good', dovecot.ports[port], args);

    expect(said).toContain('Verify return code: 0 (ok)');
  });

  it.each(['imap', 'submission', 'pop3', 'sieve'] as const)(
    'offers passwords in TLS only, and no channel binding, on its %s port',
    async (port) => {
      const { inTheClear, inTls } = await capabilities(dovecot, port);

      expect(inTheClear).toContain('SCRAM-SHA-256');
      expect(inTheClear).not.toContain('PLAIN');
      expect(inTls).toContain('PLAIN');
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

  it('speaks TLS 1.0 on the address oldTls only', async () => {
    const args = ['-tls1', '-cipher', 'ALL:@SECLEVEL=0'];

    const old = await look(dovecot, 'oldTls', dovecot.ports.imaps, args);
    const good = await look(dovecot, 'good', dovecot.ports.imaps, args);

    expect(old).toContain('New, TLSv1.0, Cipher is');
    expect(good).toContain('New, (NONE), Cipher is (NONE)');
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

  it.each([
    ['imap', 'SCRAM-SHA-256', 'NO [AUTHENTICATIONFAILED]'],
    ['imap', 'PLAIN', 'NO [AUTHENTICATIONFAILED]'],
    ['smtp', 'SCRAM-SHA-256', '535 5.7.8'],
    ['smtp', 'PLAIN', '535 5.7.8'],
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

  it('counts several attempts of one connection, and one that the client cancels', async () => {
    const before = await dovecot.authAttempts();

    const lines = ['a LOGIN x y', 'b LOGIN x z', 'c AUTHENTICATE PLAIN', '*', 'd LOGOUT'];
    await talk(dovecot.addresses.noTls, dovecot.ports.imap, lines);

    expect((await dovecot.authAttempts()) - before).toBe(3);
  });

  it('counts no attempt where nobody signs in', async () => {
    const before = await dovecot.authAttempts();

    await talk(dovecot.addresses.good, dovecot.ports.imap, ['a CAPABILITY', 'b LOGOUT']);
    await talk(dovecot.addresses.good, dovecot.ports.submission, ['EHLO localhost', 'QUIT']);

    expect(await dovecot.authAttempts()).toBe(before);
  });

  it('keeps the password out of its log', async () => {
    await signIn(dovecot, { protocol: 'smtp', mechanism: 'PLAIN', password: TEST_PASSWORD });
    await signIn(dovecot, { protocol: 'imap', mechanism: 'PLAIN', password: TEST_PASSWORD });

    const log = await dovecot.log();

    const plain = Buffer.from(`\0${TEST_AUTHCID}\0${TEST_PASSWORD}`).toString('base64');
    expect(log).toContain('PLAIN\tservice=submission');
    expect(log).not.toContain(TEST_PASSWORD);
    expect(log).not.toContain(plain);
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

    it('leaves nothing behind when stopped', async () => {
      const other = await startDovecot23(await makePki());
      const folder = dirname(dirname(other.caFile));

      await other.stop();

      const socket = connect(other.ports.imap, other.addresses.good);
      const [error] = (await once(socket, 'error')) as unknown[];
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect(existsSync(folder)).toBe(false);
    });
  });
});
