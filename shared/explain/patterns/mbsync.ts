import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What mbsync of isync says. */
export const OF_MBSYNC: readonly Pattern[] = table('mbsync', 'mbsync', [
  seen('refused', 'network_port_refused', ['cannot connect to', 'connection refused']),
  seen('wrong-name', 'tls_certificate_wrong_name', 'certificate owner does not match hostname'),
  seen('starttls-missing', 'starttls_not_offered', 'imap error: ssl support not available'),
  seen('no-mechanism', 'auth_no_safe_mechanism', 'server supports no acceptable authentication mechanism'),
  seen('starttls-refused', 'starttls_refused', "imap command 'starttls' returned an error"),
  vague(
    'sign-in',
    'auth_password_refused',
    ["imap command 'authenticate", 'returned an error'],
    ["imap command 'login", 'returned an error'],
  ),
  likely('silent', 'network_server_silent', ['socket error on', 'timeout']),
  likely('turned-away', 'protocol_server_unavailable', 'imap error: unexpected bye response'),
  likely('closed', 'network_connection_lost', 'imap error: unexpected eof from'),
  likely('mailbox', 'account_mailbox_broken', 'far side box inbox cannot be opened'),
  likely('unexpected-tag', 'protocol_answer_malformed', 'imap error: unexpected tag'),
  likely('unexpected-reply', 'protocol_answer_malformed', 'imap error: unexpected reply'),
  seen('sasl-mechanism', 'auth_no_safe_mechanism', 'sasl(-4): no mechanism available'),
]);
