import type { Known, Text } from '../mail/page.ts';
import type { BlockDraft, StepDraft, WarningDraft } from './draft.ts';
import type { PublicKeyFacts, RenewedKeyFacts } from './page.ts';
import { commentLine } from './quote.ts';

// What several servers have in common: the certificate is a file, is looked at, and goes into a bundle of all of them.

/** What a block is called in which the certificate stands. */
export const CERTIFICATE_CAPTION: Text = { en: 'The certificate', de: 'Das Zertifikat' };

/** What a block is called that is typed into a shell. */
export const SHELL_CAPTION: Text = {
  en: 'In a shell of the administrator',
  de: 'In einer Shell mit Verwaltungsrechten',
};

/** The file of one key. */
export const KEY_FILE = 'device-key.pem';

/**
 * What a bundle holds for each certificate: the certificate, below a comment that tells whose it is. Its fingerprint tells it
 * from others of the same device. Readers of PEM skip the comment, whatever people call their devices.
 */
export function bundleEntry({
  deviceName,
  login,
  certificatePem,
  certificateColonHex,
}: Pick<PublicKeyFacts, 'deviceName' | 'login' | 'certificatePem' | 'certificateColonHex'>): string {
  return `${commentLine([deviceName, login, certificateColonHex])}\n${certificatePem.trim()}\n`;
}

/** The certificate as it is. */
export function certificateText({ certificatePem }: PublicKeyFacts): string {
  return `${certificatePem.trim()}\n`;
}

/** Saves the certificate. */
export const SAVE: StepDraft = {
  known: null,
  text: {
    en: `Save this on the server as \`${KEY_FILE}\`.`,
    de: `Speichern Sie dies auf dem Server als \`${KEY_FILE}\`.`,
  },
  block: { caption: CERTIFICATE_CAPTION, text: bundleEntry },
};

const LOOK: BlockDraft = {
  caption: SHELL_CAPTION,
  text: () => `openssl x509 -in ${KEY_FILE} -noout -subject -fingerprint -sha256\n`,
};

const BY_OPENSSL: Known = { from: 'openssl x509 3.0.19, run', asOf: '2026-11' };

/** Compares the certificate with what its owner sees: it may have come by mail. */
export const COMPARE: StepDraft = {
  known: BY_OPENSSL,
  text: {
    en: 'Ask the owner of `{login}`, by telephone or face to face, whether the fingerprint is `{certificate}`. Go on only if this command prints the same.',
    de: 'Fragen Sie die Person, der `{login}` gehört, am Telefon oder persönlich, ob der Fingerabdruck `{certificate}` ist. Fahren Sie nur fort, wenn dieser Befehl dasselbe ausgibt.',
  },
  block: LOOK,
};

/** Compares it, and whom it lets in by the field of its subject that the server goes by. */
export function compareWithName(field: 'UID' | 'CN'): StepDraft {
  return {
    known: BY_OPENSSL,
    text: {
      en: `Ask the owner of \`{login}\`, by telephone or face to face, whether the fingerprint is \`{certificate}\`. Go on only if this command prints the same, and names no other \`${field}\` than \`{login}\`: the server lets its holder in as whoever stands there.`,
      de: `Fragen Sie die Person, der \`{login}\` gehört, am Telefon oder persönlich, ob der Fingerabdruck \`{certificate}\` ist. Fahren Sie nur fort, wenn dieser Befehl dasselbe ausgibt und als \`${field}\` nur \`{login}\` nennt: Der Server lässt den Besitzer des Schlüssels als die Person herein, die dort steht.`,
    },
    block: LOOK,
  };
}

/** Adds the certificate to a bundle. */
export function append(bundle: string): StepDraft {
  return {
    known: null,
    text: {
      en: 'Add it to the file of all registered keys.',
      de: 'Fügen Sie es der Datei mit allen registrierten Schlüsseln hinzu.',
    },
    block: {
      caption: SHELL_CAPTION,
      // What was pasted may lack its last line end, and the next certificate would begin on its last line.
      text: () => `{ cat ${KEY_FILE}; echo; } >> ${bundle}\n`,
    },
  };
}

/** RFC 8446 §4.2.4: a server that verifies by a bundle names all of it in its request for a certificate. */
export const TELLS_NAMES: WarningDraft = {
  en: 'The server tells everybody who connects, before any sign-in, the names in all registered certificates: what people call their devices, and their user names.',
  de: 'Der Server nennt allen, die sich verbinden, noch vor der Anmeldung die Namen aus allen registrierten Zertifikaten: wie die Geräte heißen, und die Benutzernamen.',
};

/**
 * Takes the certificate out of a bundle. With a file of no bytes, Dovecot 2.3 does not read its configuration anew, so that
 * the key stays valid, and 2.4 ends every TLS connection; others do without certificates in other ways.
 */
export function takeOut(bundle: string): StepDraft {
  return {
    known: null,
    text: {
      en: `Delete this certificate from \`${bundle}\`: all its lines, and no others. If it is the last one, take back the settings that were made for the first key, too: with an empty file, encryption can fail for everybody.`,
      de: `Löschen Sie dieses Zertifikat aus \`${bundle}\`: alle seine Zeilen und keine anderen. Ist es das letzte, nehmen Sie auch die Einstellungen zurück, die für den ersten Schlüssel gemacht wurden: Mit einer leeren Datei kann die Verschlüsselung für alle ausfallen.`,
    },
    block: { caption: CERTIFICATE_CAPTION, text: bundleEntry },
  };
}

/** A key has more certificates than the last one where it was renewed, and each of them lets it in. */
export const OLDER_ONES: WarningDraft = {
  en: 'If the certificate of this key was renewed before, an older one may still be there, and lets the key in as well. Delete it, too: the subjects of all of them have a `serialNumber` with the same first 16 characters.',
  de: 'Wurde das Zertifikat dieses Schlüssels früher schon erneuert, ist vielleicht noch ein älteres da und lässt den Schlüssel ebenfalls herein. Löschen Sie auch das: Alle haben in ihrem „subject“ eine `serialNumber` mit denselben ersten 16 Zeichen.',
};

/** The new certificate goes where the old one is used, while both are valid. */
export const USE_NEW: StepDraft = {
  known: null,
  text: {
    en: 'Now both certificates are valid. Ask the owner of `{login}` to give the new file to every mail program that has this key, and to let Letterlock sign in with it. Go on only when that sign-in was accepted.',
    de: 'Jetzt gelten beide Zertifikate. Bitten Sie die Person, der `{login}` gehört, jedem Mailprogramm mit diesem Schlüssel die neue Datei zu geben und Letterlock sich damit anmelden zu lassen. Fahren Sie erst fort, wenn diese Anmeldung angenommen wurde.',
  },
};

/** Takes the old certificate out of a bundle that has the new one. */
export function takeOutOld(bundle: string): StepDraft<RenewedKeyFacts> {
  return {
    known: null,
    text: {
      en: `Delete the old certificate from \`${bundle}\`: all these lines. The new one stays.`,
      de: `Löschen Sie das alte Zertifikat aus \`${bundle}\`: alle diese Zeilen. Das neue bleibt.`,
    },
    block: {
      caption: { en: 'The old certificate', de: 'Das alte Zertifikat' },
      text: ({ previous }) => bundleEntry(previous),
    },
  };
}

/** What happens to mail programs that nobody thought of. */
export const OLD_FILE: WarningDraft = {
  en: 'A mail program that still has the old file is turned away as soon as the old certificate is gone.',
  de: 'Ein Mailprogramm, das noch die alte Datei hat, wird abgewiesen, sobald das alte Zertifikat weg ist.',
};
