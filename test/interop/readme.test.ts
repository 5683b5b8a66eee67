import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from 'vite';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import { mechanismNamed, saslClient } from '../../shared/sasl/index.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { startDovecot24 } from '../servers/dovecot24.ts';
import { makePki, type Pki } from '../servers/pki.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describeWith(['dovecot', 'dovecot24'], 'the examples of shared/sasl/README.md', () => {
  let folder: string;
  let pki: Pki;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-readme-'));
    pki = await makePki();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Takes an example out of the README as it stands there, and builds it. */
  async function built(name: 'client' | 'server'): Promise<string> {
    const readme = await readFile(join(root, 'shared/sasl/README.md'), 'utf8');
    const code = new RegExp(`\`\`\`ts ${name}\\n([\\s\\S]*?)\`\`\``).exec(readme)![1]!;
    const entry = join(folder, `${name}.ts`);
    await writeFile(entry, code.replace(/from '((?:shared|electron)\/)/g, `from '${root}$1`));
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: entry,
        outDir: join(folder, name),
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'example.mjs' } },
      },
    });
    return join(folder, name, 'example.mjs');
  }

  async function signIn(program: string, server: Dovecot23): Promise<string> {
    const args = {
      host: server.addresses.good,
      port: server.ports.imaps,
      ca: pki.caPem,
      authcid: TEST_AUTHCID,
      password: TEST_PASSWORD,
    };
    const child = spawn(process.execPath, [program, JSON.stringify(args)], { timeout: 20_000 });
    let said = '';
    child.stdout.on('data', (text) => (said += String(text)));
    child.stderr.on('data', (text) => (said += String(text)));
    await once(child, 'close');
    return said.trim();
  }

  it('sign in to Dovecot 2.4 with -PLUS and to 2.3 without, by the client', async () => {
    const [old, recent] = await Promise.all([startDovecot23(pki), startDovecot24(pki)]);
    const program = await built('client');

    expect(await signIn(program, recent)).toBe('SCRAM-SHA-256-PLUS {"kind":"done","serverVerified":true}');
    expect(await signIn(program, old)).toBe('SCRAM-SHA-256 {"kind":"done","serverVerified":true}');
    await Promise.all([old.stop(), recent.stop()]);
  });

  it('let the right one in and nobody else, by the server', async () => {
    const { letIn } = (await import(pathToFileURL(await built('server')).href)) as {
      letIn: (send: (challenge: Uint8Array) => Promise<Uint8Array>) => Promise<boolean>;
    };
    const asClient = (authcid: string, password: string): Promise<boolean> => {
      const client = saslClient(
        mechanismNamed('SCRAM-SHA-256')!,
        { authcid, password },
        { crypto: nodeSaslCrypto },
      );
      let hasStarted = false;
      return letIn(async (challenge) => {
        const step = hasStarted ? await client.respond(challenge) : await client.start();
        hasStarted = true;
        return step.kind === 'send' ? step.bytes : new Uint8Array();
      });
    };

    expect(await asClient('ada', 'pencil')).toBe(true);
    expect(await asClient('ada', 'crayon')).toBe(false);
    expect(await asClient('eve', 'pencil')).toBe(false);
  });
});
