import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import type { ClientCertificate } from '../servers/dovecot-folder.ts';
import { startDovecot23, TEST_AUTHCID, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki, type Pki } from '../servers/pki.ts';
import { printTable } from '../table.ts';
import { deviceProgram, type DeviceProgram } from './device-answers.ts';
import type { DeviceForms, DeviceSignedIn, DeviceSignIn } from './device-program.ts';
import { bundle } from './programs.ts';

const IMPLICIT = 'implicit-tls';
const LET_IN = { signIns: ['EXTERNAL accepted, shown', 'EXTERNAL accepted, shown'] };
const TURNED_DOWN = {
  signIns: ['EXTERNAL rejected, shown', 'EXTERNAL rejected, shown'],
  findings: ['auth_key_unknown'],
};

/** Keys are carried from one computer to another: they are made by the one runtime, and used by the other. */
const other = (runtime: Runtime): Runtime => (runtime === 'node' ? 'electron' : 'node');

describeWith(['dovecot', 'electron'], 'devices, at real servers', () => {
  let program: DeviceProgram;
  const rows: Record<'user' | 'server' | 'key' | 'device' | 'result', string>[] = [];

  beforeAll(async () => {
    program = deviceProgram(await bundle('device-program'));
  });
  afterAll(() => printTable(rows));

  function laptop(login: string, algorithm: 'ed25519' | 'p256') {
    return { name: 'Laptop', login, algorithm };
  }

  async function signIn(
    runtime: Runtime,
    server: string,
    tries: readonly (DeviceSignIn & { readonly what: string })[],
  ): Promise<readonly DeviceSignedIn[]> {
    const results = await program.signIn(runtime, tries);
    for (const [at, { signIns }] of results.entries()) {
      const { device, what } = tries[at]!;
      rows.push({
        user: runtime,
        server,
        key: device.device.algorithm,
        device: what,
        result: signIns.join('; '),
      });
    }
    return results;
  }

  describe.each(RUNTIMES)('with keys made on the other runtime and used on %s', (runtime) => {
    describe('Dovecot 2.3, with the device certificates in its bundle', () => {
      let pki: Pki;
      let dovecot: Dovecot23;
      let devices: Readonly<Record<'ed25519' | 'p256' | 'twin' | 'renewed', DeviceForms>>;

      beforeAll(async () => {
        pki = await makePki();
        const made = await program.make(other(runtime), [
          laptop(TEST_AUTHCID, 'ed25519'),
          laptop(TEST_AUTHCID, 'p256'),
          laptop(TEST_AUTHCID, 'ed25519'),
        ]);
        const [ed25519, p256, twin] = made as readonly [DeviceForms, DeviceForms, DeviceForms]; // as many as asked for
        const [renewed] = await program.renew(runtime, [ed25519]);
        devices = { ed25519, p256, twin, renewed: renewed! };
        dovecot = await startDovecot23(pki, {
          clientCertificates: entriesOf(ed25519, p256),
          authcidField: 'UID',
        });
      });
      beforeEach(() => dovecot.trustClients(entriesOf(devices.ed25519, devices.p256)));
      afterAll(() => dovecot.stop());

      function entriesOf(...all: readonly DeviceForms[]): readonly ClientCertificate[] {
        return all.map(({ entry }) => ({ authcid: TEST_AUTHCID, certificatePem: entry }));
      }

      function at(name: keyof typeof devices, what: string = name): DeviceSignIn & { readonly what: string } {
        const { imaps, submissions } = dovecot.ports;
        return {
          what,
          device: devices[name],
          username: TEST_AUTHCID,
          ca: pki.caPem,
          host: dovecot.addresses.good,
          doors: [
            { protocol: 'imap', port: imaps, connectionSecurity: IMPLICIT },
            { protocol: 'submission', port: submissions, connectionSecurity: IMPLICIT },
          ],
        };
      }

      it('lets two devices in at once, one with ed25519 and one with P-256', async () => {
        const results = await signIn(runtime, 'Dovecot 2.3', [at('ed25519'), at('p256')]);

        expect(results).toMatchObject([LET_IN, LET_IN]);
        for (const { findings } of results) {
          expect(findings).toEqual(expect.arrayContaining(['auth_key_signed_in', 'account_healthy']));
        }
      });

      it('lets both in over STARTTLS', async () => {
        const { imap, submission } = dovecot.ports;
        const doors: DeviceSignIn['doors'] = [
          { protocol: 'imap', port: imap, connectionSecurity: 'starttls' },
          { protocol: 'submission', port: submission, connectionSecurity: 'starttls' },
        ];

        const tries = [at('ed25519', 'STARTTLS'), at('p256', 'STARTTLS')].map((one) => ({ ...one, doors }));

        expect(await signIn(runtime, 'Dovecot 2.3', tries)).toMatchObject([LET_IN, LET_IN]);
      });

      it('lets in two devices of one name, one login and one kind of key', async () => {
        await dovecot.trustClients(entriesOf(devices.ed25519, devices.twin));

        const results = await signIn(runtime, 'Dovecot 2.3', [at('ed25519'), at('twin', 'its twin')]);

        expect(results).toMatchObject([LET_IN, LET_IN]);
      });

      it('lets in the old and the renewed certificate of one key, side by side', async () => {
        await dovecot.trustClients(entriesOf(devices.ed25519, devices.renewed));

        const results = await signIn(runtime, 'Dovecot 2.3', [at('ed25519'), at('renewed')]);

        expect(results).toMatchObject([LET_IN, LET_IN]);
      });

      it.each([
        ['ed25519', 'p256'],
        ['p256', 'ed25519'],
      ] as const)('turns a revoked one down with %s, while the other goes on', async (revoked, kept) => {
        const before = await signIn(runtime, 'Dovecot 2.3', [at(revoked), at(kept)]);

        await dovecot.trustClients(entriesOf(devices[kept]));
        const after = await signIn(runtime, 'Dovecot 2.3', [at(revoked, 'revoked'), at(kept, 'kept')]);

        expect(before).toMatchObject([LET_IN, LET_IN]);
        expect(after).toMatchObject([TURNED_DOWN, LET_IN]);
      });

      it('turns down one that it never knew, although all names are the same', async () => {
        const results = await signIn(runtime, 'Dovecot 2.3', [at('twin', 'never known')]);

        expect(results).toMatchObject([TURNED_DOWN]);
      });
    });

    describe('the practice server, with registered keys', () => {
      let practice: Practice;

      beforeAll(async () => {
        practice = await startPractice({ date: () => new Date() });
      });
      afterAll(() => practice.close());

      it('lets registered devices in at once, and no other, and goes by the key, not by the certificate', async () => {
        const login = practice.accounts[0]!.address;
        const made = await program.make(other(runtime), [
          laptop(login, 'ed25519'),
          laptop(login, 'p256'),
          laptop(login, 'ed25519'),
        ]);
        const [ed25519, p256, stranger] = made as readonly [DeviceForms, DeviceForms, DeviceForms]; // as many as asked for
        const [renewed] = await program.renew(runtime, [p256]);
        for (const { certificatePem } of [ed25519, p256]) practice.registerKey(login, certificatePem);
        const at = (device: DeviceForms, what: string): DeviceSignIn & { readonly what: string } => ({
          what,
          device,
          username: login,
          ca: practice.caPem,
          host: '127.0.0.1',
          doors: practice.doors.filter(
            ({ protocol, connectionSecurity }) =>
              connectionSecurity === IMPLICIT && (protocol === 'imap' || protocol === 'submission'),
          ),
        });

        const results = await signIn(runtime, 'practice', [
          at(ed25519, 'registered'),
          at(p256, 'registered'),
          at(renewed!, 'renewed'),
          at(stranger, 'never known'),
        ]);

        expect(results.slice(0, 3)).toMatchObject([LET_IN, LET_IN, LET_IN]);
        expect(results[3]!.signIns.join()).not.toContain('accepted');
      });
    });
  });
});
