import { readFile } from 'node:fs/promises';
import type { Ended } from '../servers/run.ts';
import type { Bench, PrintedAccount, Security } from './bench.ts';

/** What curl speaks of what the practice server speaks. */
export const CURL_PROTOCOLS = ['IMAP', 'POP3', 'Submission'] as const;

type CurlProtocol = (typeof CURL_PROTOCOLS)[number];

const SCHEMES: Readonly<Record<CurlProtocol, Readonly<Record<Security, string>>>> = {
  IMAP: { 'implicit-tls': 'imaps', starttls: 'imap' },
  POP3: { 'implicit-tls': 'pop3s', starttls: 'pop3' },
  Submission: { 'implicit-tls': 'smtps', starttls: 'smtp' },
};

/** What curl is asked for; what is not given is as it should be. */
export interface CurlRequest {
  readonly protocol: CurlProtocol;
  readonly security: Security;
  /** Behind host and port. */
  readonly path?: string;
  /** Alice without it. */
  readonly account?: PrintedAccount;
  readonly hasAuthority?: boolean;
  /** What the server is called; as it was printed without it. */
  readonly host?: string;
  /** More lines of its configuration. */
  readonly more?: readonly string[];
}

/** How curl ended, and what it fetched, each character a byte. */
export interface Fetched extends Ended {
  readonly body: string;
}

/** Lines for a command after sign-in that every protocol has; without `head` it would wait for more of POP3's answer. */
export const NOTHING_MORE: readonly string[] = ['request = "NOOP"', 'head'];

/** A command of the protocol's with which sign-in begins, in what curl says it sent. */
export function signInBy(mechanism: string): RegExp {
  return new RegExp(`^> (\\S+ AUTHENTICATE|AUTH) ${mechanism}\\b`, 'm');
}

/** Runs curl with everything in a file that only we can read; without `-q` it would read another one, too. */
export async function curl(
  bench: Bench,
  { protocol, security, path = '', account = bench.alice, hasAuthority = true, ...request }: CurlRequest,
): Promise<Fetched> {
  const door = bench.door(protocol, security);
  const { host = door.host, more = [] } = request;
  const outFile = await bench.write('curl.out', '');
  const lines = [
    `url = "${SCHEMES[protocol][security]}://${host}:${door.port}/${path}"`,
    `resolve = "${host}:${door.port}:127.0.0.1"`,
    `user = "${account.address}:${account.password}"`,
    ...(hasAuthority ? [`cacert = "${bench.practice.authorityFile}"`] : []),
    `output = "${outFile}"`,
    ...['ssl-reqd', 'verbose', 'silent', 'show-error'],
    ...more,
  ];
  const config = await bench.write('curl.cfg', lines.join('\n'));
  const ended = await bench.run('curl', ['-q', '--config', config]);
  return { ...ended, body: await readFile(outFile, 'latin1') };
}
