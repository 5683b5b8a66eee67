import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dovecotEntry, pemInOne, pemPair } from '../../electron/node/keys/forms.ts';
import { makeDevice } from '../../electron/node/keys/new-device.ts';
import { algorithmFor, keyProgramOf } from '../../shared/mail/key-programs.ts';
import { describeWith, type Part } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { runPart, type Ended } from '../servers/run.ts';

// Other programs read files that we have written, and sign in with them to another server: nothing here is our own but the
// key. Those that have OpenSSL and those that have GnuTLS are among them.

const ALGORITHMS = ['ed25519', 'p256'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** Paths of the forms of a device. */
interface Files {
  readonly certificate: string;
  readonly key: string;
  readonly inOne: string;
  /** The test's own folder for what a program keeps. */
  readonly home: string;
}

/** How a program signs in with EXTERNAL and ends. */
interface Use {
  readonly part: Part;
  readonly run: (dovecot: Dovecot23, files: Files) => Promise<Ended>;
  /** What it says, or the server's log has, where it is signed in. */
  readonly signedIn: RegExp;
}

const USES: readonly Use[] = [
  {
    part: 'curl',
    signedIn: /^< \S+ OK .*Logged in/m,
    run: async ({ addresses, ports, caFile }, { inOne, home }) => {
      const lines = [
        `url = "imaps://${addresses.good}:${ports.imaps}/"`,
        `user = "${TEST_AUTHCID}:"`,
        'login-options = "AUTH=EXTERNAL"',
        `cacert = "${caFile}"`,
        `cert = "${inOne}"`,
        ...['verbose', 'silent', 'request = "NOOP"'],
      ];
      return runPart('curl', ['-q', '--config', await written(home, 'curl.cfg', lines)]);
    },
  },
  {
    part: 'gsasl',
    signedIn: /Client authentication finished \(server trusted\)/,
    run: ({ addresses, ports, caFile }, { certificate, key }) => {
      const trust = [`--x509-ca-file=${caFile}`, `--x509-cert-file=${certificate}`, `--x509-key-file=${key}`];
      // It asks for the authzid: an empty line leaves that to the certificate.
      const how = ['--imap', '--no-cb', '-m', 'EXTERNAL', '-z', ''];
      return runPart('gsasl', [...how, ...trust, addresses.good, `${ports.imap}`]);
    },
  },
  {
    part: 'mbsync',
    signedIn: /Authenticating with SASL mechanism EXTERNAL[\s\S]*\nINBOX\n/,
    run: async ({ addresses, ports }, { certificate, key, home }) => {
      // It knows no servers by their IP addresses, but by their very certificate.
      const { good } = await makePki();
      const server = await written(home, 'server.pem', [good.certificatePem]);
      const lines = [
        'IMAPAccount dovecot',
        `Host ${addresses.good}`,
        `Port ${ports.imaps}`,
        `User ${TEST_AUTHCID}`,
        'SSLType IMAPS',
        'SystemCertificates no',
        `CertificateFile ${server}`,
        'AuthMechs EXTERNAL',
        `ClientCertificate ${certificate}`,
        `ClientKey ${key}`,
        '',
        'IMAPStore far',
        'Account dovecot',
        '',
        'MaildirStore near',
        `Path ${home}/`,
        '',
        'Channel all',
        'Far :far:',
        'Near :near:',
        'Patterns *',
      ];
      const config = await written(home, 'mbsyncrc', lines);
      return runPart('mbsync', ['--config', config, '--verbose', '--list', 'all']);
    },
  },
  {
    part: 'mutt',
    // It has sent a mail, and is silent about it.
    signedIn: /^$/,
    run: async ({ addresses, ports, caFile }, { inOne, home }) => {
      const lines = [
        `set from="${TEST_AUTHCID}" copy=no folder="${home}" spoolfile="${home}"`,
        `set smtp_url="smtps://${TEST_AUTHCID}@${addresses.good}:${ports.submissions}" smtp_authenticators="external"`,
        `set ssl_force_tls=yes ssl_ca_certificates_file="${caFile}" certificate_file="${home}/certificates"`,
        `set ssl_client_cert="${inOne}"`,
      ];
      const config = await written(home, 'muttrc', lines);
      return runPart('mutt', ['-n', '-F', config, '-s', 'Hello', TEST_AUTHCID], { stdin: 'Hello' });
    },
  },
];

describeWith(
  ['dovecot', 'curl', 'gsasl', 'mbsync', 'mutt'],
  'devices in other programs, at Dovecot 2.3',
  () => {
    const files = new Map<Algorithm, Files>();
    let folder: string;
    let dovecot: Dovecot23;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'letterlock-device-programs-'));
      const entries: string[] = [];
      for (const algorithm of ALGORITHMS) {
        const request = { name: 'Laptop', login: TEST_AUTHCID, programs: [], now: new Date() };
        const { device, key } = await makeDevice({ ...request, algorithm });
        const home = join(folder, algorithm);
        await mkdir(home);
        const { certificatePem, keyPem } = pemPair(device, key);
        files.set(algorithm, {
          home,
          certificate: await written(home, 'certificate.pem', [certificatePem]),
          key: await written(home, 'key.pem', [keyPem]),
          inOne: await written(home, 'one.pem', [pemInOne(device, key)]),
        });
        entries.push(dovecotEntry(device));
      }
      dovecot = await startDovecot23(await makePki(), {
        clientCertificates: entries.map((certificatePem) => ({ authcid: TEST_AUTHCID, certificatePem })),
        authcidField: 'UID',
      });
    });
    afterAll(async () => {
      await dovecot.stop();
      await rm(folder, { recursive: true });
    });

    for (const { part, run, signedIn } of USES) {
      it.each(ALGORITHMS)(`${part} signs in with a key of kind %s`, async (algorithm) => {
        const before = await dovecot.authAttempts();

        const { exitCode, output } = await run(dovecot, files.get(algorithm)!);

        expect(output).toMatch(signedIn);
        expect(exitCode).toBe(0);
        expect((await dovecot.authAttempts()) - before).toBe(1);
      });
    }

    it('are given ed25519 where the table says so: no program here needs another', () => {
      for (const { part } of USES) {
        const program = keyProgramOf(part);
        if (program !== null) expect(algorithmFor([program]).algorithm).toBe('ed25519');
      }
    });
  },
);

async function written(folder: string, name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n'), { mode: 0o600 });
  return path;
}
