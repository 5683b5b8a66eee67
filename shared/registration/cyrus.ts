import {
  append,
  compareWithName,
  OLD_FILE,
  OLDER_ONES,
  SAVE,
  SHELL_CAPTION,
  takeOut,
  takeOutOld,
  TELLS_NAMES,
  USE_NEW,
} from './certificate-file.ts';
import type { Known } from '../mail/page.ts';
import type { ServerDrafts, StepDraft } from './draft.ts';
import { REGISTERED, RENEWED, REVOKED } from './proofs.ts';

const BUNDLE = '/etc/cyrus-device-keys.pem';

const BY_MANUAL: Known = { from: 'imapd.conf(5) of Cyrus IMAP 3.10', asOf: '2026-11' };
const BY_SOURCE: Known = {
  from: 'https://github.com/cyrusimap/cyrus-imapd/blob/00a42d2f09c45c4a924370fa5ee03adfe91980ae/imap/tls.c',
  asOf: '2026-11',
};

const RESTART: StepDraft = {
  known: BY_SOURCE,
  text: {
    en: 'Restart Cyrus: its processes read the file of keys when they start.',
    de: 'Starten Sie Cyrus neu: Seine Prozesse lesen die Datei der Schlüssel beim Start.',
  },
  block: {
    caption: SHELL_CAPTION,
    text: () => 'systemctl restart cyrus-imapd\n',
  },
};

/** Cyrus, where a bundle of certificates is what it trusts, and the common name in each is the user. */
export const CYRUS: ServerDrafts = {
  registration: {
    title: {
      en: 'Register the key at `{host}` (Cyrus)',
      de: 'Den Schlüssel bei `{host}` (Cyrus) registrieren',
    },
    actor: 'administrator',
    steps: [
      SAVE,
      { ...compareWithName('CN'), known: BY_SOURCE },
      append(BUNDLE),
      {
        known: BY_MANUAL,
        text: {
          en: 'Only for the first key: put this into `imapd.conf`. If a list `sasl_mech_list` stands there, add `EXTERNAL` to it.',
          de: 'Nur beim ersten Schlüssel: Schreiben Sie dies in `imapd.conf`. Steht dort eine Liste `sasl_mech_list`, fügen Sie ihr `EXTERNAL` hinzu.',
        },
        block: {
          caption: { en: '/etc/imapd.conf', de: '/etc/imapd.conf' },
          text: () => `tls_client_ca_file: ${BUNDLE}\ntls_client_certs: optional\n`,
        },
      },
      RESTART,
    ],
    proof: REGISTERED,
    warnings: [
      {
        en: 'Cyrus takes the common name of the certificate for the user name. This key is called `{device}`, and would come in as that user, not as `{login}`: make another key for this server, and call it `{login}`.',
        de: 'Cyrus nimmt den „common name“ des Zertifikats als Benutzernamen. Dieser Schlüssel heißt `{device}` und käme als dieser Benutzer herein, nicht als `{login}`: Machen Sie für diesen Server einen anderen Schlüssel und nennen Sie ihn `{login}`.',
        appliesTo: ({ deviceName, login }) => deviceName !== login,
      },
      {
        en: 'With this file, Cyrus also trusts the authorities that the system trusts: whoever has a certificate of theirs comes in as the user that its common name names. Set this up only where no user is called what such a certificate can say: user names without a domain are safer than addresses and host names.',
        de: 'Mit dieser Datei vertraut Cyrus auch den Zertifizierungsstellen, denen das System vertraut: Wer ein Zertifikat von ihnen hat, kommt als der Benutzer herein, den dessen „common name“ nennt. Richten Sie dies nur ein, wo kein Benutzer so heißt, wie es in einem solchen Zertifikat stehen kann: Namen ohne Domain sind sicherer als Adressen und Rechnernamen.',
      },
      TELLS_NAMES,
      {
        en: 'These settings are from the manual and the source of Cyrus and were not tried by Letterlock: try them at a server that nobody depends on first.',
        de: 'Diese Einstellungen stammen aus Handbuch und Quelltext von Cyrus und sind von Letterlock nicht erprobt: Erproben Sie sie zuerst an einem Server, von dem niemand abhängt.',
      },
    ],
  },
  revocation: {
    title: { en: 'Revoke the key at `{host}` (Cyrus)', de: 'Den Schlüssel bei `{host}` (Cyrus) widerrufen' },
    actor: 'administrator',
    steps: [
      { ...takeOut(BUNDLE), known: BY_MANUAL },
      {
        known: BY_SOURCE,
        text: {
          en: 'Stop Cyrus, and delete its database of TLS sessions (`tls_sessions.db` in its `configdirectory`, or what `tls_sessions_db_path` names): who resumes a session from there is not asked for the key again.',
          de: 'Halten Sie Cyrus an und löschen Sie seine Datenbank der TLS-Sitzungen (`tls_sessions.db` in seinem `configdirectory`, oder was `tls_sessions_db_path` nennt): Wer von dort eine Sitzung fortsetzt, wird nicht noch einmal nach dem Schlüssel gefragt.',
        },
      },
      RESTART,
    ],
    proof: REVOKED,
    warnings: [OLDER_ONES],
  },
  renewal: {
    title: {
      en: 'Register the new certificate of the key at `{host}` (Cyrus)',
      de: 'Das neue Zertifikat des Schlüssels bei `{host}` (Cyrus) registrieren',
    },
    actor: 'administrator',
    steps: [
      SAVE,
      { ...compareWithName('CN'), known: BY_SOURCE },
      append(BUNDLE),
      RESTART,
      USE_NEW,
      { ...takeOutOld(BUNDLE), known: BY_MANUAL },
      RESTART,
    ],
    proof: RENEWED,
    warnings: [OLD_FILE, OLDER_ONES],
  },
};
