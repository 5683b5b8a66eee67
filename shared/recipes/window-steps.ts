import type { Text } from '../mail/page.ts';
import { exportKey } from './common-steps.ts';
import type { System } from './facts/program-facts.ts';
import type { ChosenSide, RecipeKey, Setup, StepDraft } from './setup.ts';

/** What the protocol that mail is fetched by is called in every program. */
export function protocolName({ incoming }: Setup): string {
  return incoming?.endpoint.protocol === 'pop3' ? 'POP3' : 'IMAP';
}

/** Steps that are about something which may not be there, as one of the servers or the key. */
export function stepsFor(
  subject: ChosenSide | RecipeKey | null,
  steps: readonly StepDraft[],
): readonly StepDraft[] {
  return subject === null ? [] : steps;
}

/** A program that has no setting of its own for an authority takes those of its system; no step where none is named. */
export function trustAnchor({ trustAnchorFile, system }: Setup): readonly StepDraft[] {
  if (trustAnchorFile === null) return [];
  return [{ text: TRUST[system], values: { file: trustAnchorFile } }];
}

const TRUST: Readonly<Record<System, Text>> = {
  linux: {
    en: 'Add the certificate authority in `{file}` to those that your system trusts: your server’s certificate is from it.',
    de: 'Fügen Sie die Zertifizierungsstelle in `{file}` denen hinzu, denen Ihr System vertraut: Das Zertifikat Ihres Servers ist von ihr.',
  },
  macos: {
    en: 'Open `{file}` in Keychain Access, and set it to “Always Trust” there: your server’s certificate is from this authority.',
    de: 'Öffnen Sie `{file}` in der Schlüsselbundverwaltung und stellen Sie dort „Immer vertrauen“ ein: Das Zertifikat Ihres Servers ist von dieser Stelle.',
  },
  windows: {
    en: 'Open `{file}`, choose “Install Certificate…”, and as store “Trusted Root Certification Authorities”: your server’s certificate is from this authority.',
    de: 'Öffnen Sie `{file}`, wählen Sie „Zertifikat installieren …“ und als Speicher „Vertrauenswürdige Stammzertifizierungsstellen“: Das Zertifikat Ihres Servers ist von dieser Stelle.',
  },
  android: {
    en: 'Bring `{file}` to the phone, and install it in its settings: Encryption & credentials → Install a certificate → CA certificate. Your server’s certificate is from this authority.',
    de: 'Bringen Sie `{file}` auf das Telefon und installieren Sie es in dessen Einstellungen: Verschlüsselung und Anmeldedaten → Zertifikat installieren → CA-Zertifikat. Das Zertifikat Ihres Servers ist von dieser Stelle.',
  },
  ios: {
    en: 'Bring `{file}` to the device, open it there, and install it: Settings → General → VPN & Device Management. Then switch it on in Settings → General → About → Certificate Trust Settings. Your server’s certificate is from this authority.',
    de: 'Bringen Sie `{file}` auf das Gerät, öffnen Sie es dort und installieren Sie es: Einstellungen → Allgemein → VPN und Geräteverwaltung. Schalten Sie es dann unter Einstellungen → Allgemein → Info → Zertifikatsvertrauenseinstellungen ein. Das Zertifikat Ihres Servers ist von dieser Stelle.',
  },
};

/** Brings the device key into the store of an Android phone; no step where it is not used. */
export function keyToAndroid(setup: Setup): readonly StepDraft[] {
  if (setup.key === null) return [];
  const values = { file: setup.key.files.p12 };
  return [
    ...exportKey(setup),
    {
      text: {
        en: 'Bring `{file}` to the phone, by a cable for instance. Install it in the phone’s settings: Security & privacy → More security settings → Encryption & credentials → Install a certificate → VPN & app user certificate. The password that the phone asks for is in `{file}.password`.',
        de: 'Bringen Sie `{file}` auf das Telefon, zum Beispiel mit einem Kabel. Installieren Sie es in dessen Einstellungen: Sicherheit und Datenschutz → Weitere Sicherheitseinstellungen → Verschlüsselung und Anmeldedaten → Zertifikat installieren → VPN- und App-Nutzerzertifikat. Das Passwort, nach dem das Telefon fragt, steht in `{file}.password`.',
      },
      values,
    },
    {
      text: {
        en: 'Delete `{file}` on the phone and here, and `{file}.password`: whoever has both has the key.',
        de: 'Löschen Sie `{file}` auf dem Telefon und hier, und `{file}.password`: Wer beide hat, hat den Schlüssel.',
      },
      values,
    },
  ];
}

/** How one sees that an account works, in any program with a window. */
export function proofOf({ incoming, outgoing }: Setup): Text {
  if (outgoing === null)
    return {
      en: 'The inbox of `{address}` shows your mails.',
      de: 'Der Posteingang von `{address}` zeigt Ihre Mails.',
    };
  if (incoming === null)
    return {
      en: 'A mail that you write to yourself is sent without an error.',
      de: 'Eine Mail, die Sie an sich selbst schreiben, wird ohne Fehler gesendet.',
    };
  return {
    en: 'A mail that you write to yourself arrives in the inbox of `{address}`.',
    de: 'Eine Mail, die Sie an sich selbst schreiben, kommt im Posteingang von `{address}` an.',
  };
}
