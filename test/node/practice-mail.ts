import fc from 'fast-check';
import type { Accounts } from '../../electron/node/practice/mail/accounts.ts';
import type { Offer } from '../../electron/node/practice/mail/dialect.ts';
import type { Folder } from '../../electron/node/practice/mail/mailbox.ts';
import type { ServerConnection } from '../../electron/node/practice/mail/server-connection.ts';
import { Client } from '../servers/client.ts';
import { beginTls, freshAccounts, openLine } from './practice-protocol.ts';

/** The most bytes that a mail may have. */
export const LIMIT = 1_048_576;
/** From alice to bob. */
export const ENVELOPE = 'MAIL FROM:<alice@practice.test>\r\nRCPT TO:<bob@practice.test>\r\nDATA\r\n';
/** What is said to it. */
export const BEFORE_DATA = '250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n';

/** What a server has on offer before TLS. */
export const OFFER: Offer = {
  hostname: 'host.practice.test',
  mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
  hasStarttls: true,
  hasLoginDisabled: false,
};

/** The bytes of a text, as Latin-1. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Bytes as a text, as Latin-1. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Words of a protocol, and bytes of any kind between them. */
export function noiseOf(words: readonly string[]): fc.Arbitrary<readonly string[]> {
  const piece = fc.oneof(fc.constantFrom(...words), fc.uint8Array({ maxLength: 20 }).map(textOf));
  return fc.array(piece, { maxLength: 30 });
}

/** A client in TLS, and a server's end that serves it there. */
export async function openLineInTls(serve: (connection: ServerConnection) => Promise<void>): Promise<Client> {
  const line = await openLine(async (connection) => {
    if (await beginTls(connection)) await serve(connection);
  });
  return new Client(line.client).upgraded();
}

/** Somebody's folder for what comes. */
export function inboxOf(accounts: Accounts, name = 'alice'): Folder {
  return accounts.named(name, 'both')!.mailbox.inbox; // a practice account
}

/** Accounts where alice has just two mails: one with dots, and one without an end of its last line. */
export async function twoMails(): Promise<Accounts> {
  const accounts = await freshAccounts();
  const inbox = inboxOf(accounts);
  inbox.remove(new Set(inbox.messages.map(({ uid }) => uid)));
  inbox.append(bytesOf('Subject: dots\r\n\r\n.one\r\n..two\r\n.\r\n'), new Date(0));
  inbox.append(bytesOf('Subject: bare\r\n\r\nno end'), new Date(0));
  return accounts;
}

/** A mail as a client sends it behind DATA. */
export function stuffed(mail: string): string {
  return `${mail.replace(/(^|\r\n)\./g, '$1..')}.\r\n`;
}

/** The last mail that came, as it lies in INBOX, and that without its trace. */
export function lastOf(accounts: Accounts, name = 'bob'): { readonly whole: string; readonly mail: string } {
  const whole = textOf(inboxOf(accounts, name).messages.at(-1)!.bytes);
  return { whole, mail: whole.replace(/^Return-Path: .*\r\nReceived: .*\r\n(?:\t.*\r\n)+/, '') };
}

/** Takes the last mail that came out of INBOX. */
export function forgetLast(accounts: Accounts, name: string): void {
  const inbox = inboxOf(accounts, name);
  inbox.remove(new Set([inbox.uidNext - 1]));
}
