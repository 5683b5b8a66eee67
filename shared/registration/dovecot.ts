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
import { doveadmUser } from './quote.ts';

const BUNDLE = '/etc/dovecot/device-keys.pem';
const FIRST_FILE = '/etc/dovecot/conf.d/09-device-keys.conf';
const LAST_FILE = '/etc/dovecot/conf.d/99-device-keys.conf';

const BY_23: Known = { from: 'Dovecot 2.3.19, run', asOf: '2026-11' };
const BY_24: Known = { from: 'Dovecot 2.4.1, run', asOf: '2026-11' };
const BY_BOTH: Known = { from: 'Dovecot 2.3.19 and 2.4.1, run', asOf: '2026-11' };

interface Version {
  readonly name: '2.3' | '2.4';
  readonly known: Known;
  /** Before all other databases of passwords: those would count an attempt with an empty password. */
  readonly first: string;
  /** After what it changes. */
  readonly last: string;
}

const VERSIONS: readonly Version[] = [
  {
    name: '2.3',
    known: BY_23,
    first: `# TLS has checked the certificate. Nothing but EXTERNAL may come in here.
passdb {
  driver = static
  mechanisms = external
  args = nopassword=y
}
`,
    last: `ssl_ca = <${BUNDLE}
# Asks, and goes on without one.
ssl_verify_client_cert = yes
ssl_require_crl = no
ssl_cert_username_field = UID
auth_ssl_username_from_cert = yes
auth_mechanisms = $auth_mechanisms external
`,
  },
  {
    name: '2.4',
    known: BY_24,
    first: `# TLS has checked the certificate. Nothing but EXTERNAL may come in here.
passdb device-keys {
  driver = static
  mechanisms_filter = external
  fields {
    nopassword = yes
  }
}
`,
    last: `ssl_server_ca_file = ${BUNDLE}
# Asks, and goes on without one.
ssl_server_request_client_cert = yes
ssl_server_require_crl = no
ssl_server_cert_username_field = UID
auth_ssl_username_from_cert = yes
auth_mechanisms {
  external = yes
}
`,
  },
];

const RELOAD: StepDraft = {
  known: BY_BOTH,
  text: {
    en: 'Let Dovecot check its configuration and read it again.',
    de: 'Lassen Sie Dovecot seine Konfiguration prüfen und neu lesen.',
  },
  block: {
    caption: SHELL_CAPTION,
    text: () => 'doveconf -n > /dev/null && doveadm reload\n',
  },
};

/** Dovecot, where a bundle of certificates is what it trusts, and the UID in each names the user. */
export const DOVECOT: ServerDrafts = {
  registration: {
    title: {
      en: 'Register the key at `{host}` (Dovecot)',
      de: 'Den Schlüssel bei `{host}` (Dovecot) registrieren',
    },
    actor: 'administrator',
    steps: [SAVE, compareWithName('UID'), append(BUNDLE), ...VERSIONS.flatMap(onceFor), RELOAD],
    proof: REGISTERED,
    warnings: [
      {
        en: 'The block with `nopassword` is safe only as it stands: without its line for EXTERNAL alone, nobody would need a password any more.',
        de: 'Der Block mit `nopassword` ist nur so sicher, wie er dasteht: Ohne seine Zeile, die ihn auf EXTERNAL beschränkt, bräuchte niemand mehr ein Passwort.',
      },
      {
        en: `A key goes on working when the password of its account is changed or locked. Whoever closes an account takes its keys out of \`${BUNDLE}\`, too. Where there is a list of denied users (a \`passdb\` with \`deny\`), it has to come before the new block.`,
        de: `Ein Schlüssel gilt weiter, wenn das Passwort des Kontos geändert oder gesperrt wird. Wer ein Konto schließt, nimmt auch seine Schlüssel aus \`${BUNDLE}\`. Gibt es eine Liste abgewiesener Benutzer (ein \`passdb\` mit \`deny\`), muss sie vor dem neuen Block stehen.`,
      },
      TELLS_NAMES,
      {
        en: 'This is for reading mail, and for sending where Dovecot takes the mail. Postfix does not hand certificates on to Dovecot: for sending through Postfix, register the key there, too.',
        de: 'Das gilt für das Lesen von Mail und für das Senden, wo Dovecot die Mail annimmt. Postfix reicht Zertifikate nicht an Dovecot weiter: Zum Senden über Postfix registrieren Sie den Schlüssel auch dort.',
      },
    ],
  },
  revocation: {
    title: {
      en: 'Revoke the key at `{host}` (Dovecot)',
      de: 'Den Schlüssel bei `{host}` (Dovecot) widerrufen',
    },
    actor: 'administrator',
    steps: [
      { ...takeOut(BUNDLE), known: BY_BOTH },
      RELOAD,
      {
        known: { from: 'doveadm-kick(1) of Dovecot 2.3.19', asOf: '2026-11' },
        text: {
          en: 'End the connections of `{login}` that are open: without that they go on. Programs with other keys, or with the password, sign in again by themselves.',
          de: 'Beenden Sie die offenen Verbindungen von `{login}`: Sonst bestehen sie weiter. Programme mit anderen Schlüsseln oder dem Passwort melden sich von selbst neu an.',
        },
        block: {
          caption: SHELL_CAPTION,
          text: ({ login }) => {
            const user = doveadmUser(login);
            return user === null ? null : `doveadm kick -- ${user}\n`;
          },
        },
      },
    ],
    proof: REVOKED,
    warnings: [OLDER_ONES],
  },
  renewal: {
    title: {
      en: 'Register the new certificate of the key at `{host}` (Dovecot)',
      de: 'Das neue Zertifikat des Schlüssels bei `{host}` (Dovecot) registrieren',
    },
    actor: 'administrator',
    steps: [
      SAVE,
      compareWithName('UID'),
      { ...append(BUNDLE), known: BY_BOTH },
      RELOAD,
      USE_NEW,
      { ...takeOutOld(BUNDLE), known: BY_BOTH },
      RELOAD,
    ],
    proof: RENEWED,
    warnings: [OLD_FILE, OLDER_ONES],
  },
};

function onceFor({ name, known, first, last }: Version): readonly StepDraft[] {
  return [
    {
      known,
      text: {
        en: `Only for the first key, and only with Dovecot ${name}: put this into a file that is read before all others with a \`passdb\`.`,
        de: `Nur beim ersten Schlüssel und nur mit Dovecot ${name}: Schreiben Sie dies in eine Datei, die vor allen anderen mit einem \`passdb\` gelesen wird.`,
      },
      block: { caption: { en: FIRST_FILE, de: FIRST_FILE }, text: () => first },
    },
    {
      known,
      text: {
        en: `Only for the first key, and only with Dovecot ${name}: put this into a file that is read after all others. If the server trusts a bundle for clients already, keep its path and add the keys to that one.`,
        de: `Nur beim ersten Schlüssel und nur mit Dovecot ${name}: Schreiben Sie dies in eine Datei, die nach allen anderen gelesen wird. Vertraut der Server schon einem Bündel für Clients, behalten Sie dessen Pfad und fügen Sie die Schlüssel dort hinzu.`,
      },
      block: { caption: { en: LAST_FILE, de: LAST_FILE }, text: () => last },
    },
  ];
}
