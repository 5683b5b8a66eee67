// How long it takes to explain a megabyte that somebody pastes: a log of a server with few errors in it, text that is made
// to be slow, and the first text of all, for which the tables are made ready.

import { explainText } from '../../shared/explain/explain-text.ts';
import { median } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

const MEGABYTE = 1_048_576;
const ROUNDS = 9;
const MOST_MS = 300;

const CLEAN =
  'Nov 22 10:00:00 mx postfix/smtp[812]: 4F1A2B: to=<bob@example.net>, relay=mx.example.net[192.0.2.25]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n' +
  'Nov 22 10:00:01 mx dovecot: imap-login: Login: user=<ada>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=812, TLS\n' +
  'Nov 22 10:00:02 mx postfix/smtpd[811]: disconnect from mail.example.net[192.0.2.25] ehlo=2 starttls=1 auth=1 quit=1 commands=5\n';
const FAILED =
  'Nov 22 10:00:03 mx dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<ada>, method=PLAIN, rip=192.0.2.7\n' +
  'Nov 22 10:00:04 mx postfix/smtp[812]: connect to mx.example.net[192.0.2.25]:25: Connection timed out\n';

const TEXTS: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'a log of a server, one line in ten an error', text: filled(CLEAN.repeat(6) + FAILED) },
  { name: 'a log of a server without errors', text: filled(CLEAN) },
  { name: 'one letter', text: filled('a') },
  { name: 'lines of four letters', text: filled('abcd\n') },
  { name: 'empty lines', text: filled('\n') },
  { name: 'one line without a space', text: filled('abcdefghijklmnopqrstuvwxyz0123456789') },
  {
    name: 'beginnings of many patterns',
    text: filled('sec_error_ ssl_error_ 0x800ccc 550 5. certificate ha '),
  },
  { name: 'nothing but errors', text: filled(FAILED) },
];

header('explain');
const begun = performance.now();
explainText('curl: (60) SSL certificate problem: certificate has expired');
report({ what: 'the first text', measured: performance.now() - begun, unit: 'ms', limit: MOST_MS });
for (const { name, text } of TEXTS) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    explainText(text);
    times.push(performance.now() - start);
  }
  remark(`${name}: ${times.map((time) => Math.round(time)).join(' ')} ms`);
  report({
    what: `1 MB, ${name}, median of ${ROUNDS}`,
    measured: median(times),
    unit: 'ms',
    limit: MOST_MS,
  });
}

function filled(piece: string): string {
  return piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);
}
