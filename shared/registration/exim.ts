import {
  append,
  COMPARE,
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
import type { BlockText, ServerDrafts, StepDraft } from './draft.ts';
import { REGISTERED, RENEWED, REVOKED } from './proofs.ts';
import { lsearchData } from './quote.ts';

const BUNDLE = '/etc/exim4/device-keys.pem';
const TABLE = '/etc/exim4/device-keys';

const SPECIFICATION = 'https://www.exim.org/exim-html-current/doc/html/spec_html';
const known = (chapter: string): Known => ({ from: `${SPECIFICATION}/${chapter}.html`, asOf: '2026-11' });

const BY_TLS_OPTIONS = known('ch-encrypted_smtp_connections_using_tlsssl');
const BY_EXTERNAL = known('ch-the_external_authenticator');
const BY_LOOKUPS = known('ch-file_and_database_lookups');

/** Which key is whose. A colon would end what is searched for, so the fingerprint is without. */
const entry: BlockText = ({ login, certificateColonHex }) => {
  const data = lsearchData(login);
  return data === null ? null : `${certificateColonHex.replaceAll(':', '')}: ${data}\n`;
};

const ADD_LINE: StepDraft = {
  known: BY_LOOKUPS,
  text: {
    en: 'Add a line to the table that says whose key it is: the fingerprint of the certificate, and behind it `{login}`.',
    de: 'Fügen Sie der Tabelle, die sagt, wessen Schlüssel es ist, eine Zeile hinzu: den Fingerabdruck des Zertifikats und dahinter `{login}`.',
  },
  block: { caption: { en: TABLE, de: TABLE }, text: entry },
};

const RELOAD: StepDraft = {
  known: known('ch-the_exim_command_line'),
  text: {
    en: 'Let Exim check its configuration and read it again. On other systems than Debian it is called `exim`.',
    de: 'Lassen Sie Exim seine Konfiguration prüfen und neu lesen. Außerhalb von Debian heißt es `exim`.',
  },
  block: {
    caption: SHELL_CAPTION,
    text: () => 'exim4 -bV && systemctl reload exim4\n',
  },
};

/** Exim, which verifies certificates by a bundle and then runs what its configuration says: here a table of fingerprints. */
export const EXIM: ServerDrafts = {
  registration: {
    title: {
      en: 'Register the key at `{host}` (Exim)',
      de: 'Den Schlüssel bei `{host}` (Exim) registrieren',
    },
    actor: 'administrator',
    steps: [
      SAVE,
      COMPARE,
      { ...append(BUNDLE), known: BY_TLS_OPTIONS },
      ADD_LINE,
      {
        known: BY_TLS_OPTIONS,
        text: {
          en: 'Only for the first key: put this into the main section. It asks mail programs for a certificate, and other mail servers, on port 25, for none.',
          de: 'Nur beim ersten Schlüssel: Schreiben Sie dies in den Hauptabschnitt. Es fragt Mailprogramme nach einem Zertifikat, andere Mailserver auf Port 25 nicht.',
        },
        block: {
          caption: { en: 'Main section', de: 'Hauptabschnitt' },
          text: () => `tls_try_verify_hosts = \${if inlist{$received_port}{465:587}{*}{}}
tls_verify_certificates = ${BUNDLE}
`,
        },
      },
      {
        known: BY_EXTERNAL,
        text: {
          en: 'Only for the first key: put this into the section of authenticators. Only a key from the table comes in, and as nobody but its owner.',
          de: 'Nur beim ersten Schlüssel: Schreiben Sie dies in den Abschnitt der Authentifizierer. Herein kommt nur ein Schlüssel aus der Tabelle, und nur als sein Besitzer.',
        },
        block: {
          caption: { en: 'begin authenticators', de: 'begin authenticators' },
          // $auth1 is whom the program says it is, perhaps nobody; $auth2 is whose key it is, empty for an unknown one:
          // two empty ones must not be taken for the same person.
          text: () => `device_key:
  driver = external
  public_name = EXTERNAL
  server_advertise_condition = \${if eq{$tls_in_certificate_verified}{1}}
  server_param2 = \${lookup{\${sha256:$tls_in_peercert}}lsearch{${TABLE}}}
  server_condition = \${if and{{!eq{$auth2}{}}{or{{eq{$auth1}{}}{eq{$auth1}{$auth2}}}}}}
  server_set_id = $auth2
`,
        },
      },
      RELOAD,
    ],
    proof: REGISTERED,
    warnings: [
      {
        en: 'These settings are from the manual of Exim and were not tried by Letterlock: try them at a server that nobody depends on first.',
        de: 'Diese Einstellungen stammen aus dem Handbuch von Exim und sind von Letterlock nicht erprobt: Erproben Sie sie zuerst an einem Server, von dem niemand abhängt.',
      },
      TELLS_NAMES,
      {
        en: 'With GnuTLS, as on Debian, a self-signed certificate is taken only without basic constraints, as Letterlock makes them. A renewed certificate has another fingerprint and needs a line of its own.',
        de: 'Mit GnuTLS, wie bei Debian, gilt ein selbstsigniertes Zertifikat nur ohne „basic constraints“, wie Letterlock sie macht. Ein erneuertes Zertifikat hat einen anderen Fingerabdruck und braucht eine eigene Zeile.',
      },
      {
        en: 'Exim only sends. For reading mail, register the key at the server for that, too.',
        de: 'Exim sendet nur. Zum Lesen von Mail registrieren Sie den Schlüssel auch bei dem Server dafür.',
      },
    ],
  },
  revocation: {
    title: { en: 'Revoke the key at `{host}` (Exim)', de: 'Den Schlüssel bei `{host}` (Exim) widerrufen' },
    actor: 'administrator',
    steps: [
      {
        known: BY_LOOKUPS,
        text: {
          en: `Delete its line from \`${TABLE}\`.`,
          de: `Löschen Sie seine Zeile aus \`${TABLE}\`.`,
        },
        block: { caption: { en: TABLE, de: TABLE }, text: entry },
      },
      { ...takeOut(BUNDLE), known: BY_TLS_OPTIONS },
      RELOAD,
    ],
    proof: REVOKED,
    warnings: [OLDER_ONES],
  },
  renewal: {
    title: {
      en: 'Register the new certificate of the key at `{host}` (Exim)',
      de: 'Das neue Zertifikat des Schlüssels bei `{host}` (Exim) registrieren',
    },
    actor: 'administrator',
    steps: [
      SAVE,
      COMPARE,
      { ...append(BUNDLE), known: BY_TLS_OPTIONS },
      ADD_LINE,
      RELOAD,
      USE_NEW,
      {
        known: BY_LOOKUPS,
        text: {
          en: `Delete the line of the old certificate from \`${TABLE}\`.`,
          de: `Löschen Sie die Zeile des alten Zertifikats aus \`${TABLE}\`.`,
        },
        block: {
          caption: { en: TABLE, de: TABLE },
          text: ({ previous }, language) => entry(previous, language),
        },
      },
      { ...takeOutOld(BUNDLE), known: BY_TLS_OPTIONS },
      RELOAD,
    ],
    proof: RENEWED,
    warnings: [OLD_FILE, OLDER_ONES],
  },
};
