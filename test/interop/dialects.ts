import { encodeBase64 } from '../../shared/sasl/base64.ts';
import { imapMechanisms, parseImapResponse } from '../../shared/wire/imap.ts';
import { imapAuthenticate, readImapExchange } from '../../shared/wire/imap-sasl.ts';
import {
  readSieveExchange,
  SIEVE_CANCEL,
  sieveAuthenticate,
  sieveResponse,
} from '../../shared/wire/managesieve-sasl.ts';
import { parseSieveResponse } from '../../shared/wire/managesieve.ts';
import { pop3Auth, readPop3Exchange } from '../../shared/wire/pop3-sasl.ts';
import { saslMechanisms } from '../../shared/wire/capability.ts';
import { writeInitialResponse, type ExchangeAnswer } from '../../shared/wire/sasl-answer.ts';
import { readSmtpExchange, smtpAuth } from '../../shared/wire/smtp-sasl.ts';
import {
  ehloKeywords,
  parseSmtpReplyLine,
  smtpMechanisms,
  smtpReply,
  type SmtpReply,
} from '../../shared/wire/smtp.ts';
import type { Wire } from './wire.ts';

/** The protocols of the interoperation tests. */
export type Dialect = 'imap' | 'submission' | 'pop3' | 'sieve';

/** How one protocol talks, just enough to sign in. */
export interface Talk {
  greeting(wire: Wire): Promise<void>;
  /** The mechanisms on offer. */
  mechanisms(wire: Wire): Promise<readonly string[]>;
  starttls(wire: Wire): Promise<void>;
  begin(mechanism: string, initial: Uint8Array | undefined): string;
  respond(bytes: Uint8Array): string;
  readonly cancel: string;
  answer(wire: Wire): Promise<ExchangeAnswer>;
}

const bytes = (line: string): Uint8Array => Buffer.from(line, 'latin1');
const CLOSED: ExchangeAnswer = { kind: 'failed', failure: 'closed' };

async function need<T>(value: Promise<T | null>): Promise<T> {
  const taken = await value;
  if (taken === null) throw new Error('the server hung up');
  return taken;
}

const withInitial = (command: string, initial: Uint8Array | undefined): string =>
  initial === undefined ? command : `${command} ${writeInitialResponse(initial).base64}`;

const imap: Talk = {
  async greeting(wire) {
    await need(wire.line());
  },
  async mechanisms(wire) {
    wire.send('c CAPABILITY');
    let found: readonly string[] = [];
    for (;;) {
      const response = parseImapResponse(bytes(await need(wire.line())));
      if (response?.kind === 'capability') found = imapMechanisms(response.capabilities);
      if (response?.kind === 'status' && response.tag === 'c') return found;
    }
  },
  async starttls(wire) {
    wire.send('s STARTTLS');
    while (!(await need(wire.line())).startsWith('s OK'));
  },
  begin: (mechanism, initial) => withInitial(imapAuthenticate('a', mechanism), initial),
  respond: encodeBase64,
  cancel: '*',
  async answer(wire) {
    for (;;) {
      const line = await wire.line();
      if (line === null) return CLOSED;
      const answer = readImapExchange(bytes(line), 'a');
      if (answer !== null) return answer;
    }
  },
};

async function reply(wire: Wire): Promise<SmtpReply | null> {
  const lines = [];
  for (;;) {
    const text = await wire.line();
    const line = text === null ? null : parseSmtpReplyLine(bytes(text));
    if (line === null) return null;
    lines.push(line);
    if (line.isLast) return smtpReply(lines);
  }
}

const submission: Talk = {
  async greeting(wire) {
    await need(reply(wire));
  },
  async mechanisms(wire) {
    wire.send('EHLO [127.0.0.1]');
    return smtpMechanisms(ehloKeywords(await need(reply(wire))));
  },
  async starttls(wire) {
    wire.send('EHLO [127.0.0.1]');
    await need(reply(wire));
    wire.send('STARTTLS');
    await need(reply(wire));
  },
  begin: (mechanism, initial) => withInitial(smtpAuth(mechanism), initial),
  respond: encodeBase64,
  cancel: '*',
  async answer(wire) {
    const got = await reply(wire);
    return got === null ? CLOSED : readSmtpExchange(got);
  },
};

const pop3: Talk = {
  async greeting(wire) {
    await need(wire.line());
  },
  async mechanisms(wire) {
    wire.send('CAPA');
    const lines: string[] = [];
    for (let line = await need(wire.line()); line !== '.'; line = await need(wire.line())) lines.push(line);
    return saslMechanisms(lines);
  },
  async starttls(wire) {
    wire.send('STLS');
    await need(wire.line());
  },
  begin: (mechanism, initial) => withInitial(pop3Auth(mechanism), initial),
  respond: encodeBase64,
  cancel: '*',
  async answer(wire) {
    const line = await wire.line();
    return line === null ? CLOSED : readPop3Exchange(bytes(line));
  },
};

/** Capability lines up to the OK; the names of mechanisms out of `"SASL" "PLAIN …"`. */
async function sieveList(wire: Wire): Promise<readonly string[]> {
  let found: readonly string[] = [];
  for (;;) {
    const line = await need(wire.sieveLine());
    if (parseSieveResponse(line) !== null) return found;
    const [name, value] = line.tokens.map((token) => Buffer.from(token.bytes).toString());
    if (name?.toUpperCase() === 'SASL') found = (value ?? '').split(' ').filter((word) => word !== '');
  }
}

function writtenSieve(response: Uint8Array): string {
  const { before, base64, after } = sieveResponse(response);
  return `${before}${base64}${after}`;
}

const sieve: Talk = {
  async greeting(wire) {
    await sieveList(wire);
  },
  async mechanisms(wire) {
    wire.send('CAPABILITY');
    return sieveList(wire);
  },
  async starttls(wire) {
    wire.send('STARTTLS');
    await need(wire.sieveLine());
  },
  begin: (mechanism, initial) =>
    initial === undefined
      ? sieveAuthenticate(mechanism)
      : `${sieveAuthenticate(mechanism)} ${writtenSieve(initial)}`,
  respond: writtenSieve,
  cancel: SIEVE_CANCEL,
  async answer(wire) {
    const line = await wire.sieveLine();
    return line === null ? CLOSED : readSieveExchange(line);
  },
};

/** Each protocol's talk. ManageSieve sends its capabilities again after STARTTLS by itself (RFC 5804 §2.2). */
export const TALKS: Readonly<Record<Dialect, Talk>> = { imap, submission, pop3, sieve };
