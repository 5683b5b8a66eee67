import type { Break, Impostor, MailBehaviour, Step } from '../mail/behaviour.ts';
import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { PRACTICE_PROTOCOLS } from '../protocols.ts';
import { on, onAll } from './expected.ts';
import { overImplicitTls, overStarttls, slow } from './rows.ts';

type Summary = Fault['summary'];

/** Connections that break, and answers that are none. */
export const STREAM_FAULTS: readonly Fault[] = [
  overImplicitTls('port-closed', { isListening: false }, 'network_port_refused', {
    en: 'Nothing listens on the mail ports.',
    de: 'Auf den Mail-Ports lauscht niemand.',
  }),
  breaks('reset-on-connect', 'tls', 'reset', 'network_connection_lost', {
    en: 'Connections are reset as soon as TLS begins.',
    de: 'Verbindungen werden abgebrochen, sobald TLS beginnt.',
  }),
  breaks('closed-on-connect', 'tls', 'closed', 'network_connection_lost', {
    en: 'The server hangs up as soon as TLS begins.',
    de: 'Der Server legt auf, sobald TLS beginnt.',
  }),
  breaks('silent-on-connect', 'tls', 'silent', 'network_server_silent', {
    en: 'The server takes connections and never says a word.',
    de: 'Der Server nimmt Verbindungen an und sagt nie ein Wort.',
  }),
  breaks('reset-at-greeting', 'greeting', 'reset', 'network_connection_lost', {
    en: 'The connection is reset when the server should greet.',
    de: 'Die Verbindung wird abgebrochen, wenn der Server grüßen sollte.',
  }),
  breaksOverStarttls('reset-at-greeting-in-cleartext', 'greeting', 'reset', 'network_connection_lost', {
    en: 'The connection is reset when the server should greet, on the ports for STARTTLS.',
    de: 'Die Verbindung wird abgebrochen, wenn der Server grüßen sollte, auf den Ports für STARTTLS.',
  }),
  breaks('silent-at-greeting', 'greeting', 'silent', 'network_server_silent', {
    en: 'TLS comes about, but the server never greets.',
    de: 'TLS kommt zustande, aber der Server grüßt nie.',
  }),
  breaksOverStarttls('reset-at-capabilities', 'capabilities', 'reset', 'network_connection_lost', {
    en: 'The connection is reset when the server should say what it offers.',
    de: 'Die Verbindung wird abgebrochen, wenn der Server sagen sollte, was er anbietet.',
  }),
  breaksOverStarttls('silent-at-capabilities', 'capabilities', 'silent', 'network_server_silent', {
    en: 'The server never says what it offers.',
    de: 'Der Server sagt nie, was er anbietet.',
  }),
  breaksOverStarttls('reset-at-starttls', 'starttls', 'reset', 'network_connection_lost', {
    en: 'The connection is reset at STARTTLS.',
    de: 'Die Verbindung wird bei STARTTLS abgebrochen.',
  }),
  breaks('reset-at-sign-in', 'sign-in', 'reset', 'auth_connection_lost', {
    en: 'The connection is reset as soon as somebody signs in.',
    de: 'Die Verbindung wird abgebrochen, sobald sich jemand anmeldet.',
  }),
  breaks('reset-at-proof', 'proof', 'reset', 'auth_connection_lost', {
    en: 'The connection is reset in place of an answer to the password.',
    de: 'Die Verbindung wird statt einer Antwort auf das Passwort abgebrochen.',
  }),
  breaks('closed-at-sign-in', 'proof', 'closed', 'auth_connection_lost', {
    en: 'The server hangs up in place of an answer to the password, as a jail for guessers does.',
    de: 'Der Server legt statt einer Antwort auf das Passwort auf, wie eine Sperre gegen Rateversuche.',
  }),
  breaks('silent-at-sign-in', 'proof', 'silent', 'auth_connection_lost', {
    en: 'The server never answers to the password.',
    de: 'Der Server antwortet nie auf das Passwort.',
  }),
  slow(
    overStarttls('byte-a-second', { drips: true }, 'network_server_silent', {
      en: 'The server sends one byte a second.',
      de: 'Der Server sendet ein Byte in der Sekunde.',
    }),
  ),
  floods('endless-line', 'endless-line', 'protocol_answer_malformed', {
    en: 'The server sends a line that never ends.',
    de: 'Der Server sendet eine Zeile, die nie endet.',
  }),
  floods('endless-lines', 'endless-lines', 'protocol_answer_malformed', {
    en: 'The server sends lines without end.',
    de: 'Der Server sendet Zeilen ohne Ende.',
  }),
  floods('huge-literal', 'huge-literal', 'protocol_answer_malformed', {
    en: 'The server announces four gigabytes of data.',
    de: 'Der Server kündigt vier Gigabyte Daten an.',
  }),
  floods('nested-parentheses', 'nested', 'protocol_answer_malformed', {
    en: 'The server opens two hundred thousand parentheses.',
    de: 'Der Server öffnet zweihunderttausend Klammern.',
  }),
  floods('binary-answer', 'binary', 'protocol_answer_malformed', {
    en: 'The server answers with bytes that are no text.',
    de: 'Der Server antwortet mit Bytes, die kein Text sind.',
  }),
  floods('capabilities-refused', 'refused', 'protocol_capabilities_refused', {
    en: 'The server does not want to say what it offers.',
    de: 'Der Server will nicht sagen, was er anbietet.',
  }),
  impostor('http-on-port', 'http', {
    en: 'A web server answers on the mail ports.',
    de: 'Auf den Mail-Ports antwortet ein Webserver.',
  }),
  impostor('ssh-on-port', 'ssh', {
    en: 'An SSH server answers on the mail ports.',
    de: 'Auf den Mail-Ports antwortet ein SSH-Server.',
  }),
  impostor('pop3-on-port', 'pop3', {
    en: 'A POP3 server answers on the mail ports.',
    de: 'Auf den Mail-Ports antwortet ein POP3-Server.',
  }),
  impostor('smtp-on-port', 'submission', {
    en: 'An SMTP server answers on the mail ports.',
    de: 'Auf den Mail-Ports antwortet ein SMTP-Server.',
  }),
  impostor('imap-on-port', 'imap', {
    en: 'An IMAP server answers on the mail ports.',
    de: 'Auf den Mail-Ports antwortet ein IMAP-Server.',
  }),
  {
    ...impostor('captive-portal-on-port', 'captive-portal', {
      en: 'The sign-in page of a hotel or train network answers on the mail ports.',
      de: 'Auf den Mail-Ports antwortet die Anmeldeseite eines Hotel- oder Zugnetzes.',
    }),
    expects: onAll('network_captive_portal'),
  },
  overImplicitTls('server-turns-away', { greeting: 'turns-away' }, 'protocol_server_unavailable', {
    en: 'The server greets with “no more connections” and hangs up.',
    de: 'Der Server grüßt mit „keine weiteren Verbindungen“ und legt auf.',
  }),
];

function breaks(name: string, at: Step, how: Break, finding: FindingCode, summary: Summary): Fault {
  return paced(how, overImplicitTls(name, { breaks: { at, how } }, finding, summary));
}

/** The same at the doors for STARTTLS. IMAP is asked there alone what it offers: its greeting tells it otherwise. */
function breaksOverStarttls(
  name: string,
  at: Step,
  how: Break,
  finding: FindingCode,
  summary: Summary,
): Fault {
  return paced(how, overStarttls(name, { breaks: { at, how } }, finding, summary));
}

function paced(how: Break, fault: Fault): Fault {
  return how === 'silent' ? slow(fault) : fault;
}

function floods(
  name: string,
  capabilities: MailBehaviour['capabilities'],
  finding: FindingCode,
  summary: Summary,
): Fault {
  return overStarttls(name, { capabilities }, finding, summary);
}

/** A mail server is no impostor on its own port. */
function impostor(name: string, who: Impostor, summary: Summary): Fault {
  const others = PRACTICE_PROTOCOLS.filter((protocol) => protocol !== who);
  const expects = on(others, 'protocol_wrong_service');
  return { name, summary, behaviour: { impostor: who }, over: 'starttls', expects };
}
