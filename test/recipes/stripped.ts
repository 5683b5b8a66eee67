import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { parseEndpoint } from '../../shared/mail/endpoint.ts';
import type { MailSide } from '../../shared/recipes/facts/program-facts.ts';
import type { RecipeServer } from './servers.ts';

/** Somebody on the way, who has taken STARTTLS out of what the server says. */
export interface Stripped {
  /** The server that a program was set up for, with all that it has; only its ports for STARTTLS are here. */
  readonly server: RecipeServer;
  /** How often somebody came. */
  visits(): number;
  /** Everything that was heard, line by line. */
  heard(): readonly string[];
  stop(): Promise<void>;
}

const CAPABILITIES = 'IMAP4rev1 AUTH=PLAIN AUTH=LOGIN AUTH=CRAM-MD5 AUTH=EXTERNAL SASL-IR';
const GREETINGS: Readonly<Record<MailSide, string>> = {
  imap: `* OK [CAPABILITY ${CAPABILITIES}] ready`,
  pop3: '+OK ready',
  submission: '220 smtp.test ESMTP',
};

/** Listens where the server did, without TLS and without STARTTLS, and takes what it is told. */
export async function startStripped(server: RecipeServer): Promise<Stripped> {
  const lines: string[] = [];
  let visits = 0;
  const open = new Set<Socket>();
  const listen = async (side: MailSide) => {
    const listener = createServer((socket) => {
      visits++;
      open.add(socket);
      socket.on('error', () => undefined); // it has left: that is what is hoped for
      socket.write(`${GREETINGS[side]}\r\n`);
      let rest = '';
      socket.setEncoding('latin1').on('data', (text: string) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop() ?? '';
        for (const line of parts.map((part) => part.trim())) {
          lines.push(line);
          socket.write(answerTo(side, line));
          if (/\b(LOGOUT|QUIT)$/i.test(line)) socket.end();
        }
      });
    });
    listener.listen(0, 'localhost');
    await once(listener, 'listening');
    return [side, listener] as const;
  };
  const listeners = new Map(await Promise.all((['imap', 'pop3', 'submission'] as const).map(listen)));
  return {
    server: {
      ...server,
      name: `${server.name}, STARTTLS taken out`,
      endpoint(side) {
        const { port } = listeners.get(side)?.address() as AddressInfo; // it listens on a port
        const endpoint = parseEndpoint(side, `localhost:${port}/starttls`);
        if (!endpoint.ok) throw new Error('the port of a server that runs is a port');
        return endpoint.value;
      },
    },
    visits: () => visits,
    heard: () => lines,
    async stop() {
      for (const socket of open) socket.destroy();
      await Promise.all(
        [...listeners.values()].map((listener) => new Promise((done) => listener.close(done))),
      );
    },
  };
}

const MULTI_LINE: Readonly<Record<MailSide, string>> = {
  imap: `* CAPABILITY ${CAPABILITIES}\r\n`,
  pop3: '+OK\r\nUSER\r\nSASL PLAIN LOGIN CRAM-MD5\r\n.\r\n',
  submission: '250-smtp.test\r\n250 AUTH PLAIN LOGIN CRAM-MD5 EXTERNAL\r\n',
};

/** It takes whatever it is told but STARTTLS, and asks for more where somebody signs in. */
function answerTo(side: MailSide, line: string): string {
  const [first = '', second = ''] = line.toUpperCase().split(' ');
  const command = side === 'imap' ? second : first;
  if (side === 'imap') {
    if (command === 'CAPABILITY') return `${MULTI_LINE.imap}${line.split(' ')[0]} OK done\r\n`;
    if (command === 'AUTHENTICATE') return '+ \r\n';
    return `${line.split(' ')[0]} ${command === 'STARTTLS' ? 'BAD' : 'OK'} done\r\n`;
  }
  if (command === 'EHLO' || command === 'CAPA') return MULTI_LINE[side];
  if (command === 'STARTTLS' || command === 'STLS')
    return side === 'pop3' ? '-ERR no\r\n' : '502 5.5.1 no\r\n';
  if (command === 'AUTH') return side === 'pop3' ? '+ \r\n' : '334 \r\n';
  return side === 'pop3' ? '+OK done\r\n' : '250 2.0.0 Ok\r\n';
}

/** What a line must not be where nothing is encrypted: a sign-in, or a mail. */
export const HANDS_OVER = /^\S+ (LOGIN|AUTHENTICATE)\b|^(AUTH|USER|PASS|APOP|MAIL)\b/i;
