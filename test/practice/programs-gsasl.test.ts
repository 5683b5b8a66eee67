import { afterAll, expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { openBench, ProgramTable, type Bench } from './bench.ts';

const VERSIONS = ['TLS1.2', 'TLS1.3'] as const;
const BOUND = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS'];
const MECHANISMS = [...BOUND, 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'];
// It has no implicit TLS.
const security = 'starttls';

interface Protocol {
  readonly protocol: string;
  readonly words: readonly string[];
  /** What the server says when it has let somebody in; gsasl's exit code can be 0 where it was not even asked to. */
  readonly accepted: RegExp;
  readonly refused: RegExp;
}

const PROTOCOLS: readonly Protocol[] = [
  {
    protocol: 'IMAP',
    words: ['--imap', '--starttls'],
    accepted: /^\. OK .*Logged in$/m,
    refused: /^\. NO \[AUTHENTICATIONFAILED\]/m,
  },
  // Told --starttls it would send STARTTLS before EHLO.
  { protocol: 'Submission', words: ['--smtp'], accepted: /^235 /m, refused: /^535 5\.7\.8 /m },
];

/** How gsasl is to sign in, where not as it should. */
interface Choice {
  readonly mechanism: string;
  readonly tls?: (typeof VERSIONS)[number];
  readonly password?: string;
  readonly hasAuthority?: boolean;
}

async function gsasl(bench: Bench, { protocol, words }: Protocol, choice: Choice): Promise<Ended> {
  const { mechanism, tls = 'TLS1.3', password = bench.alice.password, hasAuthority = true } = choice;
  const args = [
    ...words,
    ...['--connect', `localhost:${bench.door(protocol, security).port}`, '--mechanism', mechanism],
    ...['--authentication-id', bench.alice.address, '--priority', `NORMAL:-VERS-ALL:+VERS-${tls}`],
    ...(hasAuthority ? ['--x509-ca-file', bench.practice.authorityFile] : []),
    // Without it gsasl would turn down a mechanism that binds nothing, to rule out a downgrade.
    ...(BOUND.includes(mechanism) ? [] : ['--no-cb']),
  ];
  const { exitCode, output } = await bench.run('gsasl', args, `${password}\n`);
  // It asks for the password in the middle of what was said.
  return { exitCode, output: output.replace('Enter password: ', '') };
}

describeWith(['gsasl', 'electron'], 'gsasl against the practice server', () => {
  const table = new ProgramTable('gsasl');

  afterAll(() => table.print());

  it.each(RUNTIMES.flatMap((runtime) => VERSIONS.map((tls) => [tls, runtime] as const)))(
    'signs in by every mechanism: over %s, on %s',
    async (tls, runtime) => {
      const bench = await openBench({ runtime });

      for (const each of PROTOCOLS) {
        for (const mechanism of MECHANISMS) {
          const { exitCode, output } = await gsasl(bench, each, { mechanism, tls });

          expect(output).toMatch(new RegExp(`^(\\. AUTHENTICATE|AUTH) ${mechanism}$`, 'm'));
          expect(output).toMatch(each.accepted);
          expect(exitCode, output).toBe(0);
          table.note({ ...each, security, runtime }, mechanism, `signed in over ${tls}`);
        }
      }
    },
  );

  it.each(RUNTIMES)('is refused with a wrong password: on %s', async (runtime) => {
    const bench = await openBench({ runtime });

    for (const each of PROTOCOLS) {
      for (const mechanism of MECHANISMS) {
        const { exitCode, output } = await gsasl(bench, each, { mechanism, password: 'not-it' });

        expect(output).toMatch(each.refused);
        expect(output).toContain('gsasl: server error');
        expect(exitCode, output).toBe(1);
        table.note({ ...each, security, runtime }, mechanism, 'wrong password refused');
      }
    }
  });

  it('refuses a server that it cannot trust', async () => {
    const bench = await openBench();

    for (const each of PROTOCOLS) {
      const choice = { mechanism: 'SCRAM-SHA-256-PLUS', hasAuthority: false };
      const { exitCode, output } = await gsasl(bench, each, choice);

      expect(output).toContain('Error in the certificate verification');
      expect(output).not.toContain('SCRAM');
      expect(exitCode).toBe(1);
      table.note({ ...each, security, runtime: 'node' }, '–', 'refused without the authority');
    }
  });
});
