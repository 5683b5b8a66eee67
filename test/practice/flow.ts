import { readFile } from 'node:fs/promises';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { Bench, PrintedAccount, Security } from './bench.ts';

/** How imapflow is to sign in, where not as usual. */
export interface FlowChoice {
  readonly security?: Security;
  /** Alice without it. */
  readonly account?: PrintedAccount;
  /** Its trust; the authority that was printed without it. */
  readonly tls?: ImapFlowOptions['tls'];
  /** What the server is called; as it was printed without it. */
  readonly host?: string;
  /** Its own choice without it. */
  readonly loginMethod?: 'PLAIN' | 'LOGIN';
}

const PATIENCE_MS = 10_000;

/** imapflow, connected and signed in, for as long as `use` takes. */
export async function withFlow<T>(
  bench: Bench,
  { security = 'implicit-tls', account = bench.alice, tls, ...choice }: FlowChoice,
  use: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const door = bench.door('IMAP', security);
  const { host = door.host, loginMethod } = choice;
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: door.port,
    servername: host,
    secure: security === 'implicit-tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: {
      user: account.address,
      pass: account.password,
      ...(loginMethod === undefined ? {} : { loginMethod: `AUTH=${loginMethod}` }),
    },
    tls: tls ?? { ca: await readFile(bench.practice.authorityFile) },
    logger: false,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  client.on('error', () => undefined); // the call that was under way throws, too
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.close();
  }
}

/** The mails in a folder of somebody's, each character a byte, as imapflow reads them. */
export function readMails(
  bench: Bench,
  account: PrintedAccount,
  folder = 'INBOX',
): Promise<readonly string[]> {
  return withFlow(bench, { account }, async (client) => {
    const lock = await client.getMailboxLock(folder);
    try {
      const mails = await client.fetchAll('1:*', { source: true });
      return mails.map(({ source }) => source?.toString('latin1') ?? '');
    } finally {
      lock.release();
    }
  });
}
