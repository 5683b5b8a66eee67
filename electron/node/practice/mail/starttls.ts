import type { MailBehaviour } from './behaviour.ts';
import type { Dialect, Offer } from './dialect.ts';
import type { ServerConnection } from './server-connection.ts';

/** What follows the answer to STARTTLS. */
export type AfterStarttls = 'begins-tls' | 'stays-as-it-is' | 'silent' | 'over';

// What somebody on the way would like the client to believe.
const INJECTED: Offer = {
  hostname: 'injected.practice.test',
  mechanisms: ['PLAIN'],
  hasStarttls: false,
  hasLoginDisabled: false,
};

type Answering = (connection: ServerConnection, dialect: Dialect, tag: string) => AfterStarttls;

const agreeAnd =
  (after: AfterStarttls): Answering =>
  (connection, dialect, tag) => {
    connection.send(dialect.agree(tag));
    return after;
  };

const ANSWERS: Readonly<Record<MailBehaviour['starttls'], Answering>> = {
  usual: agreeAnd('begins-tls'),
  'not-offered': () => 'stays-as-it-is', // never asked for: it is turned down before
  refused(connection, dialect, tag) {
    connection.send(dialect.reject(tag, dialect.answers['starttls-refused']));
    return 'stays-as-it-is';
  },
  garbage(connection) {
    connection.send('\u0001\u0002 nothing that belongs here');
    return 'silent';
  },
  silent: () => 'silent',
  closed: () => 'over',
  // What comes with the agreement, before TLS, is nobody's that can be trusted (CVE-2011-0411 and its kin).
  'extra-bytes'(connection, dialect, tag) {
    connection.send(dialect.agree(tag), ...dialect.capabilities(INJECTED, tag));
    return 'begins-tls';
  },
  'not-done': agreeAnd('stays-as-it-is'),
};

/** Answers STARTTLS as the fault that is set wants it. */
export function answerStarttls(
  how: MailBehaviour['starttls'],
  tag: string,
  connection: ServerConnection,
  dialect: Dialect,
): AfterStarttls {
  return ANSWERS[how](connection, dialect, tag);
}
