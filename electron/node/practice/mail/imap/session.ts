import type { MailBehaviour } from '../behaviour.ts';
import type { Folder, Mailbox } from '../mailbox.ts';
import type { ServerConnection } from '../server-connection.ts';
import type { Argument } from './argument.ts';
import type { View } from './view.ts';

/** Somebody who has signed in, and where they are. */
export interface Session {
  readonly connection: ServerConnection;
  readonly mailbox: Mailbox;
  readonly behaviour: MailBehaviour;
  readonly now: () => Date;
  /** The selected folder; null in the authenticated state (RFC 9051 §3). */
  view: View | null;
}

/**
 * What a tagged response says behind its tag: `OK`, `NO` or `BAD`, and the words. A BAD is completed with the command's
 * name where it is sent.
 */
export type Outcome = string;

/** Carries out a command of the authenticated state. */
export type Handler = (session: Session, args: readonly Argument[]) => Outcome | Promise<Outcome>;

/** Carries out a command of the selected state. */
export type ViewHandler = (
  session: Session,
  view: View,
  args: readonly Argument[],
) => Outcome | Promise<Outcome>;

/** What is wrong with arguments that do not fit their command. */
export const INVALID_ARGUMENTS: Outcome = 'BAD Invalid arguments.';

/** Dovecot's words about a mailbox that it cannot open: what is wrong with it is not for the client to know. */
export const BROKEN: Outcome =
  'NO [SERVERBUG] Internal error occurred. Refer to server log for more information.';

/** Sends one response, each character a byte. */
export function say(session: Session, response: string): void {
  session.connection.sendBytes(Buffer.from(`${response}\r\n`, 'latin1'));
}

/** There is no such folder; TRYCREATE where it could be made (RFC 9051 §7.1). The name is told as far as it is readable. */
export function noFolder(code: 'NONEXISTENT' | 'TRYCREATE', name: string): Outcome {
  return `NO [${code}] Mailbox doesn't exist: ${name.replace(/[^\u0020-\u007e]/g, '?').slice(0, 100)}`;
}

/** Tells what is new in the selected folder. */
export function sayNews(session: Session, mayExpunge: boolean): void {
  for (const response of session.view?.news(mayExpunge) ?? []) say(session, response);
}

/** The sequence numbers of the mails that nobody has read. */
export function unseen(folder: Folder): readonly number[] {
  return folder.messages.flatMap(({ flags }, at) => (flags.has('\\Seen') ? [] : [at + 1]));
}
