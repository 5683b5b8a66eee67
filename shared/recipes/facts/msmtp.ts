import type { Text } from '../../mail/page.ts';
import type { ProgramFacts, Trap } from './program-facts.ts';

const NEWER_RUN = 'msmtp 1.8.28 with GnuTLS 3.8 and GNU SASL 2.2, run; NEWS of msmtp 1.8.26';
const OLDER_RUN = 'msmtp 1.8.23 with GnuTLS 3.7 and GNU SASL 2.2, run; NEWS of msmtp 1.8.15';

const STOPS: Text = {
  en: 'msmtp stops before it begins with it inside TLS: from 1.8.26 on, it can do SCRAM only where it is bound to the TLS connection.',
  de: 'msmtp bricht ab, bevor es innerhalb von TLS damit beginnt: Seit 1.8.26 kann es SCRAM nur, wenn es an die TLS-Verbindung gebunden ist.',
};

const NOT_YET: Text = {
  en: 'msmtp can do that only from 1.8.26 on.',
  de: 'msmtp kann das erst ab 1.8.26.',
};

const AUTH_ON: Trap = {
  text: {
    en: 'Keep `auth` as it is. With `auth on`, msmtp before 1.8.26 gives the server the password itself, even where a key or a proof would do; from 1.8.26 on it takes SCRAM, and sends nothing where the server does not bind that to TLS.',
    de: 'Lassen Sie `auth`, wie es ist. Mit `auth on` gibt msmtp vor 1.8.26 dem Server das Passwort selbst, auch wo ein Schlüssel oder ein Beweis genügte; seit 1.8.26 nimmt es SCRAM und sendet nichts, wo der Server das nicht an TLS bindet.',
  },
  known: { from: 'msmtp 1.8.23 and 1.8.28, run; NEWS of msmtp 1.8.26', asOf: '2026-11' },
};

const COMMON: Pick<
  ProgramFacts,
  'id' | 'name' | 'systems' | 'kind' | 'key' | 'passwordByCommand' | 'settings' | 'fields'
> = {
  id: 'msmtp',
  name: 'msmtp',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  key: { form: 'pair', wantsSec1: false },
  passwordByCommand: true,
  settings: { en: '`~/.msmtprc`', de: '`~/.msmtprc`' },
  fields: null,
};

/** msmtp with GnuTLS and GNU SASL, since it binds SCRAM to the TLS connection. */
export const MSMTP: ProgramFacts = {
  ...COMMON,
  since: '1.8.26',
  before: null,
  sides: {
    submission: {
      // It never signs in by itself: `auth` has to be set.
      own: [],
      ways: [
        'EXTERNAL',
        'CERTIFICATE',
        'SCRAM-SHA-256-PLUS',
        'SCRAM-SHA-1-PLUS',
        'CRAM-MD5',
        'PLAIN',
        'LOGIN',
      ],
      fails: { 'SCRAM-SHA-256': STOPS, 'SCRAM-SHA-1': STOPS },
    },
  },
  traps: [AUTH_ON],
  known: { from: NEWER_RUN, asOf: '2026-11' },
};

/** msmtp with GnuTLS and GNU SASL, before it bound SCRAM to the TLS connection. */
export const MSMTP_BEFORE_PLUS: ProgramFacts = {
  ...COMMON,
  since: '1.8.15',
  before: '1.8.26',
  sides: {
    submission: {
      own: [],
      ways: ['EXTERNAL', 'CERTIFICATE', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: { 'SCRAM-SHA-256-PLUS': NOT_YET, 'SCRAM-SHA-1-PLUS': NOT_YET },
    },
  },
  traps: [AUTH_ON],
  known: { from: OLDER_RUN, asOf: '2026-11' },
};
