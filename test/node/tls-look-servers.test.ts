import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTcp } from '../../electron/node/net/tcp.ts';
import { RECIPES } from '../../electron/node/practice/certificate-recipes.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { lookAtTls, type TlsLookFacts } from '../../electron/node/probe/tls-look.ts';
import { MOST_CERTIFICATES } from '../../shared/wire/tls/handshake-messages.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import type { Served } from '../interop/certificates-program.ts';
import { bundle, firstLineOf, start } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { faultsNamed } from '../practice/faults.ts';
import { makeChain } from '../servers/chain.ts';
import { stopChild } from '../servers/child.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { startDovecot23, type Dovecot23 } from '../servers/dovecot23.ts';
import {
  ALL_CIPHERS,
  showCertificates,
  startOpensslServer,
  type OpensslServerOptions,
} from '../servers/openssl-server.ts';
import { makePki } from '../servers/pki.ts';
import type { TlsLookText } from './tls-look-program.ts';

const PATIENCE_MS = 10_000;
const { signal } = new AbortController();

async function reach(port: number, host = '127.0.0.1'): Promise<Socket | null> {
  const result = await connectTcp(host, port, PATIENCE_MS, signal);
  return result.outcome === 'connected' ? result.socket : null;
}

function look(connectForTls: () => Promise<Socket | null>): Promise<TlsLookFacts> {
  return lookAtTls(connectForTls, {
    serverName: 'mail.example.test',
    deadlineMs: PATIENCE_MS,
    signal,
    randomBytes,
  });
}

/** The chain as PEM. */
function pemsOf({ chainAsSent }: Pick<TlsLookFacts, 'chainAsSent'>): readonly string[] {
  return chainAsSent.map((der) => pemOf(Buffer.from(der).toString('base64')));
}

function pemOf(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

describeWith(['openssl'], 'a look at a server of OpenSSL sees what openssl shows', () => {
  const chain = makeChain('RSA', 3);
  const clientIssuers = [makeChain('ed25519', 2).pems[1]!, makeChain('P-256', 1).pems[0]!];

  async function lookAndShow(options: Omit<OpensslServerOptions, 'chain'>, shownWith: readonly string[]) {
    const server = await startOpensslServer({ chain, ...options });
    try {
      return [await look(() => reach(server.port)), await showCertificates(server.port, shownWith)] as const;
    } finally {
      await server.stop();
    }
  }

  it.each<[string, readonly string[], readonly string[], Partial<TlsLookFacts>]>([
    ['1.2', ['-tls1_2'], ['-tls1_2'], { version: 'TLSv1.2', oldVersions: [] }],
    [
      '1.1',
      ['-tls1_1', ...ALL_CIPHERS],
      ['-tls1_1', ...ALL_CIPHERS],
      { version: 'TLSv1.1', oldVersions: ['TLSv1.1'] },
    ],
    [
      '1.0',
      ['-tls1', ...ALL_CIPHERS],
      ['-tls1', ...ALL_CIPHERS],
      { version: 'TLSv1', oldVersions: ['TLSv1'] },
    ],
    ['every version', ALL_CIPHERS, ['-tls1_2'], { version: 'TLSv1.2', oldVersions: ['TLSv1.1', 'TLSv1'] }],
  ])('over %s', async (_, args, shownWith, expected) => {
    const [facts, shown] = await lookAndShow({ args, clientIssuers }, shownWith);

    expect(facts).toMatchObject({ ...expected, clientCertificate: 'asked', isTls13Only: false });
    expect(pemsOf(facts)).toEqual(shown.pems);
    expect(facts.issuersAsked).toEqual(shown.issuers);
    expect(shown.issuers).toHaveLength(2);
  });

  it('but for 1.3 alone, whose certificates are encrypted', async () => {
    const [facts, shown] = await lookAndShow({ args: ['-tls1_3'] }, []);

    expect(shown.pems).toEqual(chain.pems);
    expect(facts).toMatchObject({ isTls13Only: true, chainAsSent: [] });
  });
});

describeWith(['dovecot', 'openssl'], 'a look at Dovecot 2.3', () => {
  let dovecot: Dovecot23;

  beforeAll(async () => {
    const { certificatePem } = await makeClientCertificate('alice@example.test', { algorithm: 'p256' });
    dovecot = await startDovecot23(await makePki(), {
      clientCertificates: [{ authcid: 'alice@example.test', certificatePem }],
    });
  });

  afterAll(() => dovecot.stop());

  it.each(['imaps', 'pop3s', 'submissions'] as const)(
    'on its port for %s sees whom it asks for',
    async (name) => {
      const { addresses, ports } = dovecot;

      const facts = await look(() => reach(ports[name], addresses.good));

      expect(facts).toMatchObject({ version: 'TLSv1.2', clientCertificate: 'asked', oldVersions: [] });
      expect(facts.issuersAsked).toHaveLength(2);
      expect(facts.issuersAsked[0]).toBe('CN=Letterlock test client CA');
      expect(facts.issuersAsked[1]).toMatch(/^CN=alice@example\.test, serialNumber=[0-9a-f]{16}$/);
      expect(pemsOf(facts)).toEqual([(await makePki()).good.certificatePem.replaceAll('\r', '')]);
    },
  );

  it('sees the same after STARTTLS', async () => {
    const { addresses, ports } = dovecot;

    const implicit = await look(() => reach(ports.imaps, addresses.good));
    const afterStarttls = await look(() => starttls(ports.imap, addresses.good));

    expect(afterStarttls).toEqual(implicit);
  });

  it('sees old versions where they are allowed', async () => {
    const facts = await look(() => reach(dovecot.ports.imaps, dovecot.addresses.oldTls));

    expect(facts).toMatchObject({ version: 'TLSv1.2', oldVersions: ['TLSv1.1', 'TLSv1'] });
  });

  it.each(['expired', 'selfSigned', 'unknownIssuer', 'notYetValid', 'wrongName'] as const)(
    'sees a certificate that nobody would take: %s',
    async (name) => {
      const facts = await look(() => reach(dovecot.ports.imaps, dovecot.addresses[name]));

      expect(pemsOf(facts)).toEqual([(await makePki())[name].certificatePem.replaceAll('\r', '')]);
    },
  );

  it('sees that nothing but a hang-up comes where TLS is off', async () => {
    const facts = await look(() => reach(dovecot.ports.imaps, dovecot.addresses.noTls));

    // It hangs up without having read the hello, and that is a reset.
    expect(facts.answers).toHaveLength(3);
    for (const { outcome } of facts.answers) expect(['closed', 'reset']).toContain(outcome);
    expect(facts.chainAsSent).toEqual([]);
  });
});

/** As far as IMAP's STARTTLS (RFC 9051 §6.2.1). */
async function starttls(port: number, host: string): Promise<Socket | null> {
  const socket = await reach(port, host);
  if (socket === null) return null;
  const deadline = { signal: AbortSignal.timeout(PATIENCE_MS) };
  socket.resume();
  await once(socket, 'data', deadline);
  socket.write('a STARTTLS\r\n');
  const [answer] = (await once(socket, 'data', deadline)) as [Buffer]; // a socket without an encoding
  expect(answer.toString()).toMatch(/^a OK [^\n]*\r\n$/);
  socket.pause();
  return socket;
}

describeWith(['electron', 'openssl'], 'a look at every certificate of a practice run', () => {
  let certificates: string;
  let looking: string;

  beforeAll(async () => {
    certificates = await bundle('certificates-program');
    looking = await bundle('../node/tls-look-program');
  });

  describe.each(RUNTIMES)('served by %s', (server) => {
    let child: ReturnType<typeof start>;
    let ports: Served['ports'];

    beforeAll(async () => {
      child = start(certificates, server, ['serve']);
      ({ ports } = JSON.parse(await firstLineOf(child)) as Served);
    });

    afterAll(() => stopChild(child));

    it('sees over TLS 1.2 what openssl shows, from Node and from Electron alike', async () => {
      const names = Object.keys(RECIPES).filter((name) => name !== 'huge-chain');
      const chosen = names.map((name) => ports[`${name} TLSv1.2`]!);
      const shown: (readonly string[])[] = [];
      for (const port of chosen) shown.push((await showCertificates(port, ['-tls1_2'])).pems);

      const fromNode = await lookFrom('node', chosen);
      const fromElectron = await lookFrom('electron', chosen);

      expect(fromNode.map(({ chainAsSent }) => chainAsSent.map(pemOf))).toEqual(shown);
      expect(fromElectron).toEqual(fromNode);
      for (const facts of fromNode) {
        expect(facts).toMatchObject({ version: 'TLSv1.2', clientCertificate: 'not-asked', oldVersions: [] });
      }
    });

    it('sees a chain that both TLS libraries refuse for its size, and how long it is', async () => {
      const [facts] = await lookFrom('electron', [ports['huge-chain TLSv1.2']!]);

      expect(facts).toMatchObject({ version: 'TLSv1.2', oldVersions: [] });
      expect(facts!.certificateCount).toBeGreaterThan(100); // Node and Electron do not have quite the same roots
      expect(facts!.chainAsSent).toHaveLength(MOST_CERTIFICATES);
    });

    it('sees that there is 1.3 alone', async () => {
      const chosen = Object.keys(RECIPES).map((name) => ports[`${name} TLSv1.3`]!);

      const seen = await lookFrom('node', chosen);

      expect(seen.map(({ isTls13Only }) => isTls13Only)).toEqual(chosen.map(() => true));
    });
  });

  async function lookFrom(runtime: Runtime, ports: readonly number[]): Promise<readonly TlsLookText[]> {
    const child = start(looking, runtime);
    child.stdin.end(JSON.stringify(ports));
    return JSON.parse(await firstLineOf(child)) as TlsLookText[];
  }
});

describe('a look at the practice server', () => {
  let practice: Practice;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
  });

  afterAll(() => practice.close());

  it.each<[string, Partial<TlsLookFacts>]>([
    ['tls-too-old', { version: 'TLSv1.1', oldVersions: ['TLSv1.1', 'TLSv1'], certificateCount: 2 }],
    ['tls-wants-certificate', { version: 'TLSv1.2', clientCertificate: 'asked', issuersAsked: [] }],
    ['certificate-incomplete-chain', { version: 'TLSv1.2', certificateCount: 1 }],
    ['certificate-huge-chain', { version: 'TLSv1.2', certificateCount: 2 + rootCertificates.length }],
    ['tls-no-common-cipher', { version: null, certificateCount: 0, isTls13Only: false }],
    ['tls-port-in-cleartext', { version: null, isTls13Only: false }],
  ])('with the fault %s sees it', async (name, expected) => {
    await practice.setFaults(faultsNamed(name));
    const doors = practice.doors.filter(({ connectionSecurity }) => connectionSecurity === 'implicit-tls');

    const seen = await Promise.all(doors.map(({ port }) => look(() => reach(port))));

    expect(seen).toMatchObject(doors.map(() => expected));
  });

  it('without a fault sees a chain of two, and nothing that is old', async () => {
    await practice.setFaults([]);

    const facts = await look(() => reach(practice.doors[0]!.port));

    expect(facts).toMatchObject({ version: 'TLSv1.2', certificateCount: 2, oldVersions: [], warnings: [] });
  });

  it('tells why there is none, where the port speaks in the clear', async () => {
    await practice.setFaults(faultsNamed('tls-port-in-cleartext'));

    const facts = await look(() => reach(practice.doors[0]!.port));

    expect(facts.answers.map(({ outcome }) => outcome)).toEqual(['not-tls', 'not-tls', 'not-tls']);
  });
});
