import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registrationPage, renewalPage } from '../../../shared/registration/registration.ts';
import { describeWith } from '../../parts.ts';
import { deviceOf, FACTS, factsOf, PREVIOUS } from './key-facts.ts';

describeWith(['openssl'], 'The commands for a file with a certificate', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-registration-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const run = (command: string): string =>
    execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8', cwd: folder });

  it.each(['dovecot', 'exim', 'cyrus'] as const)(
    'show what the page for %s tells to compare',
    async (server) => {
      const facts = factsOf((await deviceOf('Laptop', 'zoe@example.test')).device);
      const [save, compare] = registrationPage(server, facts, 'en').steps;
      await writeFile(join(folder, 'device-key.pem'), save?.block?.text ?? '');

      const said = run(compare?.block?.text ?? '');

      expect(said).toContain(`Fingerprint=${facts.certificateColonHex}`);
      expect(said).toContain('CN = Laptop, UID = zoe@example.test');
      expect(compare?.text).toContain(`\`${facts.certificateColonHex}\``);
    },
  );

  it.each(['dovecot', 'exim', 'cyrus'] as const)(
    'add certificates to the bundle of %s that lack their last line end',
    async (server) => {
      const bundle = join(folder, `${server}.pem`);
      for (const name of ['Laptop', 'Phone', 'Desktop']) {
        const { steps } = registrationPage(
          server,
          factsOf((await deviceOf(name, 'zoe@example.test')).device),
          'en',
        );
        const add = steps.find(({ block }) => block?.text.includes('>>'))?.block?.text ?? '';
        await writeFile(join(folder, 'device-key.pem'), (steps[0]?.block?.text ?? '').trim());
        run(add.replace(/\S+\.pem$/m, bundle));
      }

      expect(run(`openssl storeutl -noout -certs ${bundle}`)).toBe(
        '0: Certificate\n1: Certificate\n2: Certificate\nTotal found: 3\n',
      );
      expect(await readFile(bundle, 'utf8')).toContain('# Letterlock, Phone, zoe@example.test');
    },
  );

  it('find a key in a table of Postfix that was registered as its page says, in small letters, too', async () => {
    const [entry = ''] = registrationPage('postfix', PREVIOUS, 'en').steps.map(({ block }) => block?.text);
    const [search = ''] = renewalPage('postfix', FACTS, PREVIOUS, 'en').steps.map(({ block }) => block?.text);
    const table = join(folder, 'device-keys');
    const found = (): string => run(`${search.trim().replace(/\S+$/, table)} || true`);

    await writeFile(table, `${PREVIOUS.certificateColonHex} OK\n`);
    expect(found()).toBe('');
    for (const written of [entry, entry.toLowerCase()]) {
      await writeFile(table, written);
      expect(found().toUpperCase()).toBe(`${PREVIOUS.spkiColonHex} OK\n`);
    }
  });
});
