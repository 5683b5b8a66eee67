// A run, outside of the tests' own process, against servers that show certificates which nobody should believe: on Node,
// and inside Electron. Each server would take a password. It prints what each of them got, as JSON.

import { createServer } from 'node:tls';
import { RECIPES, type CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import { makeAuthority, type ServerCertificate } from '../../electron/node/practice/certificates.ts';
import { contextOptions } from '../../electron/node/practice/secure-context.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { endpointAt, examineAt } from './examine.ts';
import { issuedByWeakOne } from './weak-issuer.ts';

/** What came of a run. */
export interface Got {
  /** Everything that the server got inside TLS. */
  readonly received: string;
  readonly wasPasswordAsked: boolean;
  readonly codes: readonly string[];
}

const HOST = '127.0.0.1';

async function runAgainst(certificate: ServerCertificate, caPem: string): Promise<Got> {
  let received = '';
  const server = createServer(contextOptions(certificate), (socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      const tag = /^(\S+) AUTHENTICATE /m.exec(text)?.[1];
      if (tag !== undefined) socket.write(`${tag} OK done\r\n`);
    });
  });
  server.on('tlsClientError', () => undefined); // the client says what was wrong
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  let wasPasswordAsked = false;
  const endpoint = endpointAt('imap', { host: HOST, port: portOf(server) }, 'implicit-tls');
  const report = await examineAt([endpoint], {
    trustAnchors: [caPem],
    onPlan: () => {
      wasPasswordAsked = true;
    },
  });
  await closeServer(server);
  return { received, wasPasswordAsked, codes: report.findings.map(({ code }) => code) };
}

const authority = await makeAuthority({
  names: ['imap.practice.test', HOST],
  runName: '7f3a',
  now: new Date(),
});
const got: Record<string, Got> = {};
for (const name of Object.keys(RECIPES) as CertificateName[]) {
  got[name] = await runAgainst(await authority.certificate(name), authority.caPem);
}
for (const weakness of ['its key', 'its signature'] as const) {
  const { certificate, caPem } = issuedByWeakOne(HOST, weakness);
  got[`issued by one whom ${weakness} makes weak`] = await runAgainst(certificate, caPem);
}
process.stdout.write(`${JSON.stringify(got)}\n`);
