import { CERTIFICATE_CAPTION, certificateText, KEY_FILE, SHELL_CAPTION } from './certificate-file.ts';
import type { Known } from '../mail/page.ts';
import { shellWord } from '../mail/quote.ts';
import type { ServerDrafts } from './draft.ts';
import { REGISTERED, REVOKED } from './proofs.ts';

// The fingerprint and `--` before one that begins with a dash were seen in a mox that ran.
const BY_RUN: Known = { from: 'mox, run', asOf: '2026-11' };
const BY_SOURCE: Known = {
  from: 'https://github.com/mjl-/mox/blob/09975a31008acb78fbfcd94d33f335a5aeec8f09/webaccount/account.ts',
  asOf: '2026-11',
};
const BY_MANUAL: Known = { from: 'https://pkg.go.dev/github.com/mjl-/mox#hdr-Usage', asOf: '2026-11' };

/** mox, where everybody registers keys of their own, and the key decides, not the certificate. */
export const MOX: ServerDrafts = {
  registration: {
    title: { en: 'Register the key at `{host}` (mox)', de: 'Den Schlüssel bei `{host}` (mox) registrieren' },
    actor: 'you',
    steps: [
      {
        known: BY_SOURCE,
        text: {
          en: 'Save this certificate as a file: the server takes nothing else.',
          de: 'Speichern Sie dieses Zertifikat als Datei: Etwas anderes nimmt der Server nicht.',
        },
        block: { caption: CERTIFICATE_CAPTION, text: certificateText },
      },
      {
        known: BY_SOURCE,
        text: {
          en: 'Open the account page of your mail server in a browser and sign in there. If you do not know its address, ask your administrator.',
          de: 'Öffnen Sie die Konto-Seite Ihres Mailservers im Browser und melden Sie sich dort an. Kennen Sie die Adresse nicht, fragen Sie Ihre Administration.',
        },
      },
      {
        known: BY_SOURCE,
        text: {
          en: 'Below “TLS public keys”, choose “Add”. “Login address” is `{login}`, “Certificate” is the file, and “Name” may stay empty: then it is `{device}`.',
          de: 'Wählen Sie unter „TLS public keys“ „Add“. „Login address“ ist `{login}`, „Certificate“ ist die Datei, und „Name“ darf leer bleiben: Dann ist er `{device}`.',
        },
      },
      {
        known: BY_SOURCE,
        text: {
          en: 'Leave “No IMAP "preauth"” off. Only if your mail program complains that it is signed in already, turn it on.',
          de: 'Lassen Sie „No IMAP "preauth"“ aus. Nur wenn Ihr Mailprogramm sich beschwert, es sei schon angemeldet, schalten Sie es ein.',
        },
      },
      {
        known: BY_MANUAL,
        text: {
          en: `Or the administrator does all this: they save the certificate as \`${KEY_FILE}\` and run this. \`-no-imap-preauth\` before \`--\` is for mail programs that complain that they are signed in already.`,
          de: `Oder die Administration tut all das: Sie speichert das Zertifikat als \`${KEY_FILE}\` und führt dies aus. \`-no-imap-preauth\` vor \`--\` ist für Mailprogramme, die sich beschweren, sie seien schon angemeldet.`,
        },
        block: {
          caption: SHELL_CAPTION,
          text: ({ login }) => {
            const address = shellWord(login);
            return address === null ? null : `mox config tlspubkey add -- ${address} < ${KEY_FILE}\n`;
          },
        },
      },
      {
        known: BY_RUN,
        text: {
          en: 'The list of keys now shows the fingerprint `{fingerprint}`.',
          de: 'Die Liste der Schlüssel zeigt jetzt den Fingerabdruck `{fingerprint}`.',
        },
      },
    ],
    proof: REGISTERED,
    warnings: [],
  },
  revocation: {
    title: { en: 'Revoke the key at `{host}` (mox)', de: 'Den Schlüssel bei `{host}` (mox) widerrufen' },
    actor: 'you',
    steps: [
      {
        known: BY_SOURCE,
        text: {
          en: 'On the account page of your mail server, below “TLS public keys”, choose “Remove” in the row with the fingerprint `{fingerprint}`.',
          de: 'Wählen Sie auf der Konto-Seite Ihres Mailservers unter „TLS public keys“ „Remove“ in der Zeile mit dem Fingerabdruck `{fingerprint}`.',
        },
      },
      {
        known: BY_RUN,
        text: {
          en: 'Or the administrator does it with this command. A reload is not needed.',
          de: 'Oder die Administration tut es mit diesem Befehl. Neu laden muss man nichts.',
        },
        block: {
          caption: SHELL_CAPTION,
          // One fingerprint in 64 begins with a dash, and would be taken for a flag.
          text: ({ spkiSha256Base64Url }) => `mox config tlspubkey rm -- ${spkiSha256Base64Url}\n`,
        },
      },
    ],
    proof: REVOKED,
    warnings: [
      {
        en: 'Connections that are open already go on until they end. Where the device is in wrong hands, ask the administrator to restart the server.',
        de: 'Offene Verbindungen bestehen weiter, bis sie enden. Ist das Gerät in falschen Händen, bitten Sie die Administration, den Server neu zu starten.',
      },
    ],
  },
  renewal: {
    title: {
      en: 'The new certificate of the key at `{host}` (mox)',
      de: 'Das neue Zertifikat des Schlüssels bei `{host}` (mox)',
    },
    actor: 'you',
    steps: [
      {
        known: BY_RUN,
        text: {
          en: 'Leave everything as it is: mox knows the key and not its certificate, and the key has stayed the same.',
          de: 'Lassen Sie alles, wie es ist: mox kennt den Schlüssel und nicht sein Zertifikat, und der Schlüssel ist derselbe geblieben.',
        },
      },
      {
        known: BY_RUN,
        text: {
          en: 'You see that on the account page of your mail server: the list below “TLS public keys” shows the fingerprint `{fingerprint}`, which is that of the new certificate, too.',
          de: 'Das sehen Sie auf der Konto-Seite Ihres Mailservers: Die Liste unter „TLS public keys“ zeigt den Fingerabdruck `{fingerprint}`, den auch das neue Zertifikat hat.',
        },
      },
    ],
    proof: REGISTERED,
    warnings: [],
  },
};
