import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { capabilities, look, signIn, talk } from './dovecot-clients.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from './dovecot-folder.ts';
import type { Fault } from './dovecot-setup.ts';
import { DOVECOTS } from './dovecot-versions.ts';
import type { Dovecot } from './dovecot.ts';
import { makePki } from './pki.ts';

const PROTOCOLS = [
  ['imap', 'imap'],
  ['submission', 'smtp'],
  ['pop3', 'pop3'],
  ['sieve', 'sieve'],
] as const;

for (const { part, start, strongest } of DOVECOTS) {
  describeWith([part, 'openssl', 'gsasl'], start.name, () => {
    let dovecot: Dovecot;

    beforeAll(async () => {
      dovecot = await start(await makePki());
    });

    afterAll(() => dovecot.stop());

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
        const name = ['-verify_hostname', 'mail.example.test'];

        const named = await look(dovecot, fault, ports.imaps, name);
        const namedByPop3 = await look(dovecot, fault, ports.pop3s, name);
        const addressed = await look(dovecot, fault, ports.submissions, ['-verify_ip', addresses[fault]]);

        expect(named).toContain(`Verify return code: ${byName} (`);
        expect(namedByPop3).toContain(`Verify return code: ${byName} (`);
        expect(addressed).toContain(`Verify return code: ${byAddress} (`);
      },
    );

    it.each(PROTOCOLS)('switches to TLS on its %s port', async (port, protocol) => {
      const args = ['-starttls', protocol, '-verify_hostname', 'imap.example.test'];

      const said = await look(dovecot, 'good', dovecot.ports[port], args);

      expect(said).toContain('Verify return code: 0 (ok)');
      expect(said).toContain('New, TLSv1.3, Cipher is');
    });

    it.each(PROTOCOLS)('offers passwords in TLS only on its %s port', async (port) => {
      const { inTheClear, inTls } = await capabilities(dovecot, port);

      expect(inTheClear).toContain('SCRAM-SHA-256');
      expect(inTheClear).not.toMatch(/PLAIN|-PLUS/);
      expect(inTls).toContain('PLAIN');
    });

    it('speaks TLS 1.0 on the address oldTls only', async () => {
      const args = ['-tls1', '-cipher', 'ALL:@SECLEVEL=0'];

      const old = await look(dovecot, 'oldTls', dovecot.ports.imaps, args);
      const good = await look(dovecot, 'good', dovecot.ports.imaps, args);

      expect(old).toContain('New, TLSv1.0, Cipher is');
      expect(good).toContain('New, (NONE), Cipher is (NONE)');
    });

    it.each([
      ['imap', strongest, 'NO [AUTHENTICATIONFAILED]'],
      ['imap', 'PLAIN', 'NO [AUTHENTICATIONFAILED]'],
      ['smtp', strongest, '535 5.7.8'],
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
      expect(log).toMatch(/PLAIN\t(service|protocol)=submission/); // 2.3 calls it a service
      expect(log).not.toContain(TEST_PASSWORD);
      expect(log).not.toContain(plain);
    });

    it('leaves nothing behind when stopped', async () => {
      const other = await start(await makePki());
      const folder = dirname(dirname(other.caFile));

      await other.stop();

      const socket = connect(other.ports.imap, other.addresses.good);
      const [error] = (await once(socket, 'error')) as unknown[];
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect(existsSync(folder)).toBe(false);
    });
  });
}
