import { beforeAll, expect, it } from 'vitest';
import type { CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import type { Got } from './certificates-program.ts';
import { PASSWORD } from './examine.ts';

/** They look odd and are right. */
const RIGHT: readonly string[] = [
  'good',
  'ed25519',
  'many-names',
  'authority-as-server',
] satisfies CertificateName[];

describeWith(['electron'], 'a certificate that proves nothing', () => {
  let program: string;

  beforeAll(async () => {
    program = await bundle('../attacks/certificates-program');
  });

  it.each(RUNTIMES)('gets no byte out of a run on %s, and no password is asked for', async (runtime) => {
    const got = await runOn(runtime);

    const wrong = Object.entries(got).filter(([name]) => !RIGHT.includes(name));
    expect(wrong.filter(([, { received, wasPasswordAsked }]) => received !== '' || wasPasswordAsked)).toEqual(
      [],
    );
    expect(wrong.flatMap(([, { codes }]) => codes).filter((code) => !code.startsWith('tls_'))).toEqual([]);
    expect(wrong.length).toBeGreaterThan(16);
    // The servers would have heard it: the others did.
    const heard = RIGHT.filter((name) => got[name]?.received.includes(plainOf(PASSWORD)));
    expect(heard).toEqual(RIGHT);
  });

  it.each(RUNTIMES)('is told on %s by what is weak, wherever in the chain that is', async (runtime) => {
    const got = await runOn(runtime);

    const weak = Object.entries(got).filter(([name]) => name.includes('weak'));
    expect(Object.fromEntries(weak.map(([name, { codes }]) => [name, codes]))).toEqual({
      'weak-key': ['tls_certificate_weak_key'],
      'weak-signature': ['tls_certificate_weak_signature'],
      'issued by one whom its key makes weak': ['tls_certificate_weak_key'],
      'issued by one whom its signature makes weak': ['tls_certificate_weak_signature'],
    });
  });

  async function runOn(runtime: Runtime): Promise<Record<string, Got>> {
    return (await answerOf(program, runtime)) as Record<string, Got>; // the program prints exactly these
  }
});

/** The message of PLAIN (RFC 4616 §2) in base64. */
function plainOf(password: string): string {
  return Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
}
