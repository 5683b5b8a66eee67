import { OLD_FILE, SHELL_CAPTION, USE_NEW } from './certificate-file.ts';
import type { Known, Text } from '../mail/page.ts';
import type { BlockText, ServerDrafts, StepDraft } from './draft.ts';
import type { PublicKeyFacts } from './page.ts';
import { REGISTERED, REVOKED } from './proofs.ts';
import { commentLine } from './quote.ts';

const TABLE = '/etc/postfix/device-keys';

// permit_tls_clientcerts was seen to let in by both fingerprints. The rest is from postconf(5) and DATABASE_README.
const BY_RUN: Known = { from: 'Postfix, run', asOf: '2026-11' };
const BY_MANUAL: Known = { from: 'https://www.postfix.org/postconf.5.html', asOf: '2026-11' };

/**
 * The entry of a table. The name is in a comment only: where such a table serves `check_ccert_access`, what stands behind
 * a fingerprint is an order to Postfix (access(5)), and nobody's name should be one.
 */
const entry: BlockText = (facts) => entryOf(facts, facts.spkiColonHex);

/** The other kind of entry, which not all administrators have left behind. */
const certificateEntry: BlockText = (facts) => entryOf(facts, facts.certificateColonHex);

function entryOf({ deviceName, login }: PublicKeyFacts, fingerprint: string): string {
  return `${commentLine([deviceName, login])}\n${fingerprint} OK\n`;
}

const ENTRY_CAPTION: Text = { en: TABLE, de: TABLE };

const RELOAD: StepDraft = {
  known: BY_RUN,
  text: {
    en: 'Let Postfix check its configuration and read it again.',
    de: 'Lassen Sie Postfix seine Konfiguration prüfen und neu lesen.',
  },
  block: {
    caption: SHELL_CAPTION,
    text: () => 'postfix check && postfix reload\n',
  },
};

/** Postfix, which never speaks EXTERNAL: a certificate lets its holder send, without any sign-in. */
export const POSTFIX: ServerDrafts = {
  registration: {
    title: {
      en: 'Register the key at `{host}` (Postfix)',
      de: 'Den Schlüssel bei `{host}` (Postfix) registrieren',
    },
    actor: 'administrator',
    steps: [
      {
        known: BY_RUN,
        text: {
          en: 'Add this to the table of registered keys. It is the fingerprint of the public key, which Postfix knows since version 2.9.',
          de: 'Fügen Sie dies der Tabelle der registrierten Schlüssel hinzu. Es ist der Fingerabdruck des öffentlichen Schlüssels, den Postfix seit Version 2.9 kennt.',
        },
        block: { caption: ENTRY_CAPTION, text: entry },
      },
      {
        known: BY_MANUAL,
        text: {
          en: 'Only for the first key: put this into `main.cf`. Postfix before 3.6 takes MD5 without the first line. Where `check_ccert_access` is in use already, its table takes the same entries.',
          de: 'Nur beim ersten Schlüssel: Schreiben Sie dies in `main.cf`. Ohne die erste Zeile nimmt Postfix vor 3.6 MD5. Ist `check_ccert_access` schon in Gebrauch, nimmt dessen Tabelle dieselben Einträge.',
        },
        block: {
          caption: { en: '/etc/postfix/main.cf', de: '/etc/postfix/main.cf' },
          // texthash needs no postmap, and no kind of database that a system may lack; it is read anew at a reload.
          text: () => `smtpd_tls_fingerprint_digest = sha256\nrelay_clientcerts = texthash:${TABLE}\n`,
        },
      },
      {
        known: BY_RUN,
        text: {
          en: 'Only for the first key: put this below the services for mail programs in `master.cf` (`submission`, and `submissions` or `smtps`), and not below `smtp`. Where there are such lines already, only add `permit_tls_clientcerts` before `permit_sasl_authenticated`.',
          de: 'Nur beim ersten Schlüssel: Schreiben Sie dies in `master.cf` unter die Dienste für Mailprogramme (`submission` und `submissions` oder `smtps`), nicht unter `smtp`. Gibt es solche Zeilen schon, setzen Sie nur `permit_tls_clientcerts` vor `permit_sasl_authenticated`.',
        },
        block: {
          caption: { en: '/etc/postfix/master.cf', de: '/etc/postfix/master.cf' },
          text: () => `  -o smtpd_tls_ask_ccert=yes
  -o smtpd_client_restrictions=permit_tls_clientcerts,permit_sasl_authenticated,reject
  -o smtpd_relay_restrictions=permit_tls_clientcerts,permit_sasl_authenticated,reject
`,
        },
      },
      RELOAD,
      {
        known: BY_RUN,
        text: {
          en: 'In the mail program, choose no authentication for sending, and the key as its certificate: Postfix lets its holder through before any sign-in.',
          de: 'Wählen Sie im Mailprogramm für das Senden keine Authentifizierung und den Schlüssel als Zertifikat: Postfix lässt dessen Besitzer ohne Anmeldung durch.',
        },
      },
    ],
    proof: REGISTERED,
    warnings: [
      {
        en: 'Postfix does not learn a user name from a key. Its holder may send with every sender address that the service lets through, and `reject_sender_login_mismatch` turns its holder away from addresses that belong to a login.',
        de: 'Postfix erfährt aus einem Schlüssel keinen Benutzernamen. Wer ihn besitzt, darf mit jeder Absenderadresse senden, die der Dienst durchlässt; `reject_sender_login_mismatch` weist ihn bei Adressen ab, die zu einer Anmeldung gehören.',
      },
      {
        // Seen with gsasl, which uses GnuTLS: RFC 8446 §4.2.4 leaves to clients what they make of the list.
        en: 'If `smtpd_tls_CAfile` is set, Postfix names the authorities in it to mail programs, and some of them then show no self-signed certificate: leave it unset for these services.',
        de: 'Ist `smtpd_tls_CAfile` gesetzt, nennt Postfix den Mailprogrammen die Zertifizierungsstellen darin, und manche zeigen dann kein selbstsigniertes Zertifikat: Lassen Sie es für diese Dienste weg.',
      },
      {
        en: 'If fingerprints of another digest (MD5, SHA-1) are in use at this server already, the new digest makes all of them invalid: write them anew.',
        de: 'Sind auf diesem Server schon Fingerabdrücke eines anderen Verfahrens (MD5, SHA-1) in Gebrauch, macht das neue Verfahren sie alle ungültig: Schreiben Sie sie neu.',
      },
      {
        en: 'Postfix only sends. For reading mail, register the key at the server for that, too.',
        de: 'Postfix sendet nur. Zum Lesen von Mail registrieren Sie den Schlüssel auch bei dem Server dafür.',
      },
    ],
  },
  revocation: {
    title: {
      en: 'Revoke the key at `{host}` (Postfix)',
      de: 'Den Schlüssel bei `{host}` (Postfix) widerrufen',
    },
    actor: 'administrator',
    steps: [
      {
        known: BY_MANUAL,
        text: {
          en: `Delete this from \`${TABLE}\`.`,
          de: `Löschen Sie dies aus \`${TABLE}\`.`,
        },
        block: { caption: ENTRY_CAPTION, text: entry },
      },
      RELOAD,
    ],
    proof: REVOKED,
    warnings: [
      {
        en: 'If the table has fingerprints of certificates, delete those of this key, too: `{certificate}` is the one of its latest certificate.',
        de: 'Hat die Tabelle Fingerabdrücke von Zertifikaten, löschen Sie auch die dieses Schlüssels: `{certificate}` ist der seines neuesten Zertifikats.',
      },
      {
        en: 'A table of the kind `hash`, `lmdb` or `cdb` is what `postmap` last made of it: run `postmap` again, or the key stays valid.',
        de: 'Eine Tabelle der Art `hash`, `lmdb` oder `cdb` ist das, was `postmap` zuletzt daraus gemacht hat: Führen Sie `postmap` noch einmal aus, sonst gilt der Schlüssel weiter.',
      },
    ],
  },
  renewal: {
    title: {
      en: 'The new certificate of the key at `{host}` (Postfix)',
      de: 'Das neue Zertifikat des Schlüssels bei `{host}` (Postfix)',
    },
    actor: 'administrator',
    steps: [
      {
        known: BY_RUN,
        text: {
          en: 'Look for the fingerprint of the public key in the table. If this prints it, that is all: the key has stayed the same, and Postfix takes the new certificate as well.',
          de: 'Suchen Sie den Fingerabdruck des öffentlichen Schlüssels in der Tabelle. Gibt dies ihn aus, ist das alles: Der Schlüssel ist derselbe geblieben, und Postfix nimmt auch das neue Zertifikat.',
        },
        block: { caption: SHELL_CAPTION, text: ({ spkiColonHex }) => `grep -iF ${spkiColonHex} ${TABLE}\n` },
      },
      {
        known: BY_RUN,
        text: {
          en: 'Only if the table has the fingerprint of the certificate instead: add that of the new one, and leave the old one there.',
          de: 'Nur wenn in der Tabelle stattdessen der Fingerabdruck des Zertifikats steht: Fügen Sie den des neuen hinzu, und lassen Sie den alten stehen.',
        },
        block: { caption: ENTRY_CAPTION, text: certificateEntry },
      },
      RELOAD,
      USE_NEW,
      {
        known: BY_MANUAL,
        text: {
          en: `Delete the old one from \`${TABLE}\`.`,
          de: `Löschen Sie den alten aus \`${TABLE}\`.`,
        },
        block: {
          caption: ENTRY_CAPTION,
          text: ({ previous }, language) => certificateEntry(previous, language),
        },
      },
      RELOAD,
    ],
    proof: REGISTERED,
    warnings: [
      OLD_FILE,
      {
        en: 'A table of the kind `hash`, `lmdb` or `cdb` is what `postmap` last made of it: run `postmap` after each change, or it has no effect.',
        de: 'Eine Tabelle der Art `hash`, `lmdb` oder `cdb` ist das, was `postmap` zuletzt daraus gemacht hat: Führen Sie `postmap` nach jeder Änderung aus, sonst wirkt sie nicht.',
      },
    ],
  },
};
