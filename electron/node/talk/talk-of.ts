import type { Protocol } from '../../../shared/mail/endpoint.ts';
import { ImapTalk } from './imap-talk.ts';
import { ManageSieveTalk } from './managesieve-talk.ts';
import { Pop3Talk } from './pop3-talk.ts';
import { SmtpTalk } from './smtp-talk.ts';
import type { Talk } from './talk.ts';

const TALKS: Readonly<Record<Protocol, () => Talk>> = {
  imap: () => new ImapTalk(),
  pop3: () => new Pop3Talk(),
  submission: () => new SmtpTalk(),
  managesieve: () => new ManageSieveTalk(),
  smtp: () => new SmtpTalk(),
};

/** A new talk of a protocol, for one connection. */
export function talkOf(protocol: Protocol): Talk {
  return TALKS[protocol]();
}
