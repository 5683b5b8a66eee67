import { LOGIN_COMMAND } from '../way-in.ts';
import { trapsOfBoth, withoutBinding } from './mutt-traps.ts';
import type { ProgramFacts } from './program-facts.ts';

const NO_BINDING = withoutBinding('NeoMutt');
const RUN = 'NeoMutt 20220429 and 20250510 with GnuTLS 3.7 and 3.8 and GNU SASL 2.2, run';
const FAILS = { 'SCRAM-SHA-256-PLUS': NO_BINDING, 'SCRAM-SHA-1-PLUS': NO_BINDING };
const BY_GSASL = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
];

/**
 * NeoMutt with GnuTLS and GNU SASL. It takes the names of few ways as a setting, and has more that it takes by itself: for IMAP
 * where the server has no PLAIN, and for sending where nothing is on offer that it cannot do.
 */
export const NEOMUTT: ProgramFacts = {
  id: 'neomutt',
  name: 'NeoMutt',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['PREAUTH', 'PLAIN', ...BY_GSASL.filter((way) => way !== 'PLAIN'), LOGIN_COMMAND],
      ways: ['PREAUTH', 'PLAIN', LOGIN_COMMAND],
      fails: FAILS,
    },
    submission: { own: BY_GSASL, ways: ['CERTIFICATE', 'PLAIN'], fails: FAILS },
  },
  key: { form: 'pem', wantsSec1: false },
  passwordByCommand: true,
  settings: { en: '`~/.config/neomutt/neomuttrc`', de: '`~/.config/neomutt/neomuttrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'NeoMutt cannot be set to SCRAM; it takes it by itself. Should the server begin to offer SCRAM-SHA-256-PLUS, sending will end with “SASL authentication failed”: then have this made again.',
        de: 'NeoMutt lässt sich nicht auf SCRAM einstellen; es nimmt es von selbst. Sollte der Server anfangen, SCRAM-SHA-256-PLUS anzubieten, endet das Senden mit „SASL authentication failed“: Dann lassen Sie dies neu erstellen.',
      },
      ways: ['SCRAM-SHA-256', 'SCRAM-SHA-1'],
      known: { from: RUN, asOf: '2026-11' },
    },
    {
      text: {
        en: 'If NeoMutt asks for a password to read mail, the server does not know the key of this device, or not any more. Do not type it; register the key.',
        de: 'Fragt NeoMutt zum Lesen nach einem Passwort, kennt der Server den Schlüssel dieses Geräts nicht, oder nicht mehr. Geben Sie es nicht ein, sondern registrieren Sie den Schlüssel.',
      },
      ways: ['PREAUTH'],
      known: { from: RUN, asOf: '2026-11' },
    },
    ...trapsOfBoth('NeoMutt', `neomuttrc(5), and ${RUN}`),
  ],
  known: { from: RUN, asOf: '2026-11' },
};
