import { readFile } from 'node:fs/promises';
import { createTransport, type Transporter } from 'nodemailer';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBench, ProgramTable, SECURITIES, type Bench, type Security } from './bench.ts';
import { withFlow } from './flow.ts';

// The first is what it takes by itself.
const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5'];
const PATIENCE_MS = 10_000;
const protocol = 'Submission';

interface Choice {
  readonly security: Security;
  readonly mechanism?: string;
  readonly password?: string;
  readonly hasAuthority?: boolean;
  readonly host?: string;
}

/** nodemailer for alice, and what it says it sends. */
async function open(
  bench: Bench,
  { security, mechanism, password = bench.alice.password, hasAuthority = true, host }: Choice,
): Promise<{ readonly transport: Transporter; readonly said: readonly string[] }> {
  const door = bench.door(protocol, security);
  const said: string[] = [];
  const hear = (...words: readonly unknown[]): void => void said.push(words.slice(1).join(' '));
  const transport = createTransport({
    host: '127.0.0.1',
    port: door.port,
    secure: security === 'implicit-tls',
    requireTLS: security === 'starttls',
    auth: { user: bench.alice.address, pass: password },
    ...(mechanism === undefined ? {} : { authMethod: mechanism }),
    tls: {
      servername: host ?? door.host,
      ...(hasAuthority ? { ca: await readFile(bench.practice.authorityFile) } : {}),
    },
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    debug: true,
    logger: { level: hear, trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear },
  });
  onTestFinished(() => transport.close());
  return { transport, said };
}

describe('nodemailer against the practice server', () => {
  const table = new ProgramTable('nodemailer');

  afterAll(() => table.print());

  it.each(SECURITIES)('signs in by every mechanism that it has: %s', async (security) => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const isUsual = mechanism === MECHANISMS[0];
      const { transport, said } = await open(bench, { security, ...(isUsual ? {} : { mechanism }) });

      expect(await transport.verify()).toBe(true);
      expect(said.filter((line) => line.startsWith(`AUTH ${mechanism}`))).toHaveLength(1);
      table.note({ protocol, security, runtime: 'node' }, mechanism, 'signed in');
    }
  });

  it.each(SECURITIES)('sends a mail with a file, to two, that arrives: %s', async (security) => {
    const bench = await openBench();
    const { alice, bob } = bench;
    const fileBytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
    const { transport } = await open(bench, { security, mechanism: 'CRAM-MD5' });

    const info = (await transport.sendMail({
      from: { name: 'Alice', address: alice.address },
      to: bob.address,
      bcc: alice.address,
      subject: 'Zwölf Grüße',
      text: '.\nGrüße\n..\n',
      attachments: [{ filename: 'bytes.bin', content: Buffer.from(fileBytes) }],
    })) as { readonly messageId: string };

    for (const account of [alice, bob]) {
      await withFlow(bench, { account }, async (client) => {
        await client.mailboxOpen('INBOX');
        const mail = await client.fetchOne('*', { envelope: true, bodyStructure: true });
        expect(mail).toMatchObject({
          seq: 4,
          envelope: { subject: 'Zwölf Grüße', messageId: info.messageId, from: [{ name: 'Alice' }] },
          bodyStructure: { type: 'multipart/mixed' },
        });
        const parts = await client.downloadMany('4', ['1', '2']);
        expect(parts).toMatchObject({
          1: { content: Buffer.from('.\r\nGrüße\r\n..\r\n') },
          2: { meta: { filename: 'bytes.bin' }, content: Buffer.from(fileBytes) },
        });
      });
    }
    table.note({ protocol, security, runtime: 'node' }, 'CRAM-MD5', 'mail arrived');
  });

  it('is told that a wrong password is refused', async () => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const security = 'starttls';
      const { transport } = await open(bench, { security, mechanism, password: 'not-it' });

      const refusal: unknown = await transport.verify().catch((error: unknown) => error);

      expect(refusal).toMatchObject({ code: 'EAUTH', responseCode: 535 });
      table.note({ protocol, security, runtime: 'node' }, mechanism, 'wrong password refused');
    }
  });

  it.each(SECURITIES)('refuses a server that it cannot trust or that is another: %s', async (security) => {
    const bench = await openBench();

    for (const wrong of [{ hasAuthority: false }, { host: 'mail.example.test' }]) {
      const { transport, said } = await open(bench, { security, ...wrong });

      const refusal: unknown = await transport.verify().catch((error: unknown) => error);

      expect(refusal).toBeInstanceOf(Error);
      expect(String(refusal)).toMatch(/unable to get local issuer certificate|does not match certificate/);
      expect(said.join('\n')).not.toMatch(/^AUTH /m);
    }
    table.note({ protocol, security, runtime: 'node' }, '–', 'refused without the authority');
  });
});
