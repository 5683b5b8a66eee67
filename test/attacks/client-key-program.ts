// Servers that change between two connections, and what they get of a client's key, outside of the tests' own process: on
// Node, and inside Electron. It prints what became of each.

import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type PeerCertificate, type SecureVersion } from 'node:tls';
import { keyOf } from '../../electron/node/practice/credentials.ts';
import { makeAuthority } from '../../electron/node/practice/certificates.ts';
import { SIGNATURE_ALGORITHMS } from '../../electron/node/net/trust.ts';
import { makeClientCertificate, type ClientKey } from '../servers/client-certificate.ts';
import { makePki, type CertificateName, type TestCertificate } from '../servers/pki.ts';
import { endpointAt, examineAt } from './examine.ts';

/** What a server does: its certificate at each connection (the last one from then on), and the rest. */
export interface Played {
  readonly version: SecureVersion;
  readonly certificates: readonly (CertificateName | 'other')[];
  readonly algorithm: ClientKey;
  /** Whether it asks for a certificate; or talks only to those who show one. */
  readonly asks: boolean | 'demands';
  readonly security: 'implicit-tls' | 'starttls';
}

/** What became of it. */
export interface KeyResult {
  readonly findings: readonly string[];
  /** At each connection: the common name of the client's certificate; null where there was none, or no handshake. */
  readonly shown: readonly (string | null)[];
  /** At how many connections the client's certificate was on the wire for everybody to read, as it is in TLS 1.2. */
  readonly inTheClear: number;
  /** Connections that the client has left open. */
  readonly left: number;
}

interface Meeting {
  shown: string | null;
}

// Time for what was ended to arrive.
const LONGEST_END_MS = 2_000;
const OFFER = 'CAPABILITY IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=PLAIN';

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const all = JSON.parse(Buffer.concat(input).toString()) as readonly Played[];
const results: KeyResult[] = [];
for (const played of all) results.push(await play(played));
process.stdout.write(`${JSON.stringify(results)}\n`);

async function play({ version, certificates, algorithm, asks, security }: Played): Promise<KeyResult> {
  const pki = await makePki();
  const other = certificates.includes('other') ? await makeOther() : null;
  const device = await makeClientCertificate('device', { algorithm });
  const meetings: Meeting[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const meeting: Meeting = { shown: null };
    meetings.push(meeting);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const name = certificates[Math.min(meetings.length, certificates.length) - 1] ?? 'good';
    const certificate = name === 'other' ? other!.good : pki[name]; // it was made, as it is among them
    const secure = (): void => {
      const tls = new TLSSocket(socket, {
        isServer: true,
        requestCert: asks !== false,
        rejectUnauthorized: asks === 'demands',
        secureContext: createSecureContext({
          cert: certificate.certificatePem,
          key: certificate.keyPem,
          maxVersion: version,
          sigalgs: SIGNATURE_ALGORITHMS,
        }),
      });
      tls.on('error', () => undefined);
      tls.on('secure', () => {
        meeting.shown = commonNameOf(tls.getPeerCertificate());
        serve(tls, security === 'implicit-tls' ? `* OK [${OFFER}] hello` : null, OFFER);
      });
    };
    if (security === 'implicit-tls') secure();
    else {
      const before = 'CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED';
      serve(socket, `* OK [${before}] hello`, before, () => {
        socket.removeAllListeners('data');
        secure();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wires: Buffer[][] = [];
  const ended: Promise<number>[] = [];
  let open = 0;
  const front = createServer((near) => {
    const wire: Buffer[] = [];
    wires.push(wire);
    open++;
    ended.push(once(near, 'close').then(() => open--));
    const far = connect((server.address() as AddressInfo).port, '127.0.0.1'); // it listens on a port
    near.on('data', (bytes) => wire.push(bytes));
    for (const [one, opposite] of [
      [near, far],
      [far, near],
    ] as const) {
      one.pipe(opposite);
      one.on('error', () => opposite.destroy());
      one.on('close', () => opposite.destroy());
    }
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const { port } = front.address() as AddressInfo; // so does this
  const report = await examineAt([endpointAt('imap', { host: '127.0.0.1', port }, security)], {
    trustAnchors: other === null ? [pki.caPem] : [pki.caPem, other.caPem],
    credential: keyOf(device),
    password: null,
  });
  await Promise.race([
    Promise.all(ended),
    new Promise((resolve) => setTimeout(resolve, LONGEST_END_MS).unref()),
  ]);
  const der = new X509Certificate(device.certificatePem).raw;
  const result: KeyResult = {
    findings: report.findings.map(({ code }) => code),
    shown: meetings.map(({ shown }) => shown),
    inTheClear: wires.filter((wire) => Buffer.concat(wire).includes(der)).length,
    left: open,
  };
  for (const socket of sockets) socket.destroy();
  server.close();
  front.close();
  return result;
}

/** A certificate that is just as good, and signed by somebody who is trusted as well. */
async function makeOther(): Promise<{ readonly caPem: string; readonly good: TestCertificate }> {
  const authority = await makeAuthority({ names: ['127.0.0.1'], runName: 'other', now: new Date() });
  return { caPem: authority.caPem, good: await authority.certificate('good') };
}

function commonNameOf({ subject }: Partial<PeerCertificate>): string | null {
  return subject?.CN?.toString() ?? null;
}

/** As much of IMAP as a look and EXTERNAL need. */
function serve(socket: Socket, greeting: string | null, offer: string, onStarttls?: () => void): void {
  if (greeting !== null) socket.write(`${greeting}\r\n`);
  socket.on('data', (bytes: Buffer) => {
    for (const line of bytes.toString('latin1').split('\r\n')) {
      const [tag = '', verb = ''] = line.split(' ');
      if (verb === 'CAPABILITY') socket.write(`* ${offer}\r\n${tag} OK listed\r\n`);
      else if (verb === 'STARTTLS') {
        socket.write(`${tag} OK begin\r\n`);
        onStarttls?.();
      } else if (verb === 'AUTHENTICATE') socket.write(`${tag} OK signed in\r\n`);
      else if (verb === 'LOGOUT') socket.end(`* BYE\r\n${tag} OK bye\r\n`);
      else if (verb !== '') socket.write(`${tag} OK done\r\n`);
    }
  });
}
