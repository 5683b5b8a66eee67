import type { Protocol } from '../../../shared/mail/endpoint.ts';
import { ImapTalk } from './imap-talk.ts';
import { SmtpTalk } from './smtp-talk.ts';
import type { Talk } from './talk.ts';

const TALKS: Readonly<Record<Protocol, () => Talk>> = {
  imap: () => new ImapTalk(),
  submission: () => new SmtpTalk(),
};

/** A new talk of a protocol, for one connection. */
export function talkOf(protocol: Protocol): Talk {
  return TALKS[protocol]();
}
