import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from '../parts.ts';
import type { Chain } from './chain.ts';
import { endWithUs, stopChild } from './child.ts';
import { runPart } from './run.ts';

/** What `openssl s_server` is started with. */
export interface OpensslServerOptions {
  readonly chain: Chain;
  /** Asks for a certificate of these issuers (PEM). */
  readonly clientIssuers?: readonly string[];
  /** Further arguments, such as `-tls1_1`. */
  readonly args?: readonly string[];
}

/** `openssl s_server`, which serves one connection after the other, on 127.0.0.1. */
export interface OpensslServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Lets OpenSSL speak what is older than TLS 1.2. */
export const ALL_CIPHERS = ['-cipher', 'ALL:@SECLEVEL=0'];

const START_MS = 10_000;
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g;

/** Starts `openssl s_server`. Call it inside `describeWith(['openssl'])`. */
export async function startOpensslServer(options: OpensslServerOptions): Promise<OpensslServer> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-openssl-'));
  const child = spawn(pathOf('openssl'), await argumentsFor(options, folder), {
    stdio: ['pipe', 'pipe', 'ignore'], // it ends when there is nothing more to read
  });
  endWithUs(child);
  const stop = async (): Promise<void> => {
    await stopChild(child);
    await rm(folder, { recursive: true });
  };
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    const signal = AbortSignal.timeout(START_MS);
    while (!/^ACCEPT \S+:\d+\n/m.test(said)) await once(child.stdout, 'data', { signal });
  } catch (cause) {
    await stop();
    throw new Error(`openssl s_server did not start: ${said}`, { cause });
  }
  return { port: Number(/^ACCEPT \S+:(\d+)\n/m.exec(said)?.[1]), stop };
}

async function argumentsFor(
  { chain, clientIssuers, args = [] }: OpensslServerOptions,
  folder: string,
): Promise<readonly string[]> {
  const [own = '', ...above] = chain.pems;
  const written = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const certificate = ['-cert', await written('own.pem', own), '-key', await written('key', chain.keyPem)];
  const sent = above.length === 0 ? [] : ['-cert_chain', await written('chain.pem', above.join(''))];
  const asking =
    clientIssuers === undefined
      ? ['-no-CAfile', '-no-CApath', '-no-CAstore']
      : ['-verify', '2', '-CAfile', await written('issuers.pem', clientIssuers.join(''))];
  return ['s_server', '-accept', '127.0.0.1:0', ...certificate, ...sent, ...asking, ...args];
}

/** What `openssl s_client` shows of a server: its chain as sent (PEM), and the issuers that it asks for. */
export interface Shown {
  readonly pems: readonly string[];
  readonly issuers: readonly string[];
}

/** Looks at a server on 127.0.0.1 with `openssl s_client -showcerts`. */
export async function showCertificates(port: number, args: readonly string[] = []): Promise<Shown> {
  const { output } = await runPart(
    'openssl',
    [
      's_client',
      ...['-connect', `127.0.0.1:${port}`, '-servername', 'mail.example.test', '-showcerts'],
      ...['-nameopt', 'esc_2253,utf8,sname,sep_comma_plus_space'],
      ...args,
    ],
    { stdin: '' },
  );
  const issuers = /^Acceptable client certificate CA names\n((?:.+=.*\n)+)/m.exec(output)?.[1] ?? '';
  return { pems: output.match(PEM) ?? [], issuers: issuers.split('\n').filter((line) => line !== '') };
}
