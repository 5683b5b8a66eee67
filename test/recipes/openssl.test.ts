import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { NewDevice } from '../../electron/node/keys/new-device.ts';
import { describeWith } from '../parts.ts';
import { TEST_AUTHCID } from '../servers/dovecot23.ts';
import { expectForetold, homeFor, printTrials, testDevice, type Home, type Trial } from './bench.ts';
import { HOSTILE } from './hostile.ts';
import { dovecotServer, practiceServer, type RecipeServer } from './servers.ts';
import { runInShell } from './shell.ts';

const SIDES = [
  ['incoming', 'a CAPABILITY\nb LOGOUT\n'],
  ['outgoing', 'EHLO localhost\nQUIT\n'],
] as const;

describeWith(['openssl', 'dovecot'], 'the lines for OpenSSL, run', () => {
  const servers: RecipeServer[] = [];
  const devices: NewDevice[] = [];

  beforeAll(async () => {
    for (const algorithm of ['ed25519', 'p256', 'rsa-2048'] as const)
      devices.push(await testDevice(TEST_AUTHCID, algorithm));
    const known = devices.map(({ device }) => device);
    servers.push(
      await dovecotServer(known),
      await practiceServer(known, { clientKey: 'preauth' }),
      await practiceServer(known, { clientKey: 'enough-to-send' }),
    );
  });
  afterAll(async () => {
    printTrials();
    for (const server of servers) await server.stop();
  });

  /** The lines for one side: those that look, and the one that talks. */
  const linesOf = ({ recipe }: Home, side: 'incoming' | 'outgoing'): readonly string[] => {
    const lines = recipe.steps.flatMap(({ block }) => block?.text ?? []);
    return lines.filter((line) =>
      line.startsWith(`openssl s_client -connect localhost:${recipe[side]?.endpoint.port} `),
    );
  };

  it.each(['implicit-tls', 'starttls'] as const)('look, and sign in to nothing: %s', async (security) => {
    for (const server of servers) {
      const trial: Trial = { server, with: 'password', security };
      const home = await homeFor('openssl', null, trial);
      for (const [side, typed] of SIDES) {
        const [looks = '', names = '', talks = ''] = linesOf(home, side);

        const looked = await runInShell(looks, home.env);
        const named = await runInShell(names, home.env);
        const talked = await runInShell(talks, home.env, typed);

        expect(looked.output).toMatch(/Protocol version: TLSv1\.3[^]*Verification: OK/);
        expect(named.output).toMatch(/notAfter=[^]*DNS:localhost[^]*sha256 Fingerprint=/);
        expect(talked.output).toMatch(side === 'incoming' ? /AUTH=PLAIN/ : /^250[ -]AUTH .*PLAIN/m);
        await expectForetold('openssl', trial, home, side, talked);
      }
    }
  });

  it('are let in by a key only where a key alone lets in', async () => {
    for (const server of servers) {
      for (const device of devices) {
        const trial: Trial = { server, with: device };
        const home = await homeFor('openssl', null, trial);
        for (const [side, typed] of SIDES) {
          const talked = await runInShell(linesOf(home, side)[2] ?? '', home.env, typed);

          await expectForetold('openssl', trial, home, side, talked);
        }
      }
    }
  });

  it('say nothing, and hand over no key, where the certificate is for somebody else or not trusted', async () => {
    const [server] = servers;
    const [device] = devices;
    const home = await homeFor('openssl', null, { server: server!, with: device! });
    const [, , talks = ''] = linesOf(home, 'incoming');

    const elsewhere = await runInShell(
      talks.replaceAll('-verify_hostname localhost', '-verify_hostname mail.other.test'),
      home.env,
      SIDES[0][1],
    );
    const unknown = await runInShell(talks.replace(/-CAfile '[^']*'/, ''), home.env, SIDES[0][1]);

    expect(elsewhere.output).toMatch(/hostname mismatch/i);
    expect(unknown.output).toMatch(/self-signed|unable to get/i);
    for (const { output } of [elsewhere, unknown]) expect(output).not.toContain('CAPABILITY');
    expect(await server!.seen()).toEqual([]);
  });

  it('run nothing that a path says', async () => {
    const [server] = servers;
    const [device] = devices;
    const paths = HOSTILE.filter((name) => !/[/\0]/.test(name) && name.length < 200);
    for (const name of paths) {
      const folder = await mkdtemp(join(tmpdir(), 'letterlock-recipe-home-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const path = join(folder, name);
      await mkdir(path, { recursive: true });
      const home = await homeFor('openssl', null, {
        server: server!,
        with: device!,
        request: { home: path },
      });
      const [, , talks] = linesOf(home, 'incoming');
      if (talks === undefined) continue;

      const { output } = await runInShell(talks, home.env, SIDES[0][1]);

      expect(output, JSON.stringify(name)).toContain('AUTH=EXTERNAL');
      expect(existsSync(join(path, 'canary-ran')), name).toBe(false);
    }
  });
});
