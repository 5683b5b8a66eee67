import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Python's imaplib, poplib and smtplib say. */
export const OF_PYTHON: readonly Pattern[] = table('Python', 'python', [
  seen('starttls-missing-imap', 'starttls_not_offered', 'tls not supported by server'),
  seen('starttls-missing', 'starttls_not_offered', 'starttls extension not supported by server'),
  seen('starttls-refused', 'starttls_refused', "couldn't establish tls session"),
  seen('refused', 'network_port_refused', '[errno 111]', 'connectionrefusederror'),
  likely('reset', 'network_connection_lost', '[errno 104]', 'connectionreseterror'),
  seen('no-mechanism', 'auth_no_safe_mechanism', 'no suitable authentication method found'),
  likely(
    'broken-off',
    'auth_connection_lost',
    'command: login => socket error: eof',
    'command: authenticate => socket error: eof',
  ),
  likely('turned-away', 'protocol_server_unavailable', "imaplib.imap4.error: b'* bye"),
  likely('silent', 'network_server_silent', 'the read operation timed out'),
  vague('timeout', 'network_port_filtered', 'timeouterror: timed out', 'socket.timeout: timed out'),
  vague('disconnected', 'network_connection_lost', 'smtpserverdisconnected'),
  vague('greeting', 'protocol_answer_malformed', 'smtpconnecterror'),
  vague('sign-in', 'auth_password_refused', 'smtpauthenticationerror'),
  seen(
    'host-unknown',
    'dns_host_unknown',
    '[errno -2]',
    '[errno 11001]',
    '[errno 8] nodename nor servname provided',
  ),
  seen('no-answer', 'dns_no_answer', '[errno -3]'),
  likely('connect-timeout', 'network_port_filtered', '[errno 110]'),
  seen('unreachable', 'network_unreachable', '[errno 101]', '[errno 113]'),
  likely('no-sign-in', 'auth_needs_encryption', 'smtp auth extension not supported by server'),
  vague('sender', 'sending_address_not_allowed', 'smtpsenderrefused'),
  vague('recipients', 'sending_refused', 'smtprecipientsrefused'),
]);
