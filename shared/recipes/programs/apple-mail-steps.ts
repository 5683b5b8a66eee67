import { exportKey } from '../common-steps.ts';
import type { RecipeKey, Setup, StepDraft } from '../setup.ts';
import { protocolName, stepsFor } from '../window-steps.ts';

const FILE_NAME = 'letterlock-mail.mobileconfig';

/** Installs a profile, which has everything but the password. */
export function byProfile(setup: Setup, text: string): readonly StepDraft[] {
  const { home, system, incoming, outgoing, address } = setup;
  const file = {
    path: `${home}/${FILE_NAME}`,
    mediaType: 'application/x-apple-aspen-config',
    isPrivate: false,
    text,
  };
  const isSameName = incoming?.username === outgoing?.username;
  return [
    ...(system === 'macos' ? profileOnMac(file, address) : profileOnPhone(file)),
    {
      text: isSameName
        ? {
            en: 'Type the password of `{incomingUser}` where it is asked for. It goes into the keychain, and does not stand in the file.',
            de: 'Geben Sie das Passwort von `{incomingUser}` ein, wo danach gefragt wird. Es kommt in den Schlüsselbund und steht nicht in der Datei.',
          }
        : {
            en: 'Type the passwords where they are asked for: that of `{incomingUser}` for the incoming server, and that of `{outgoingUser}` for the outgoing one. They go into the keychain, and do not stand in the file.',
            de: 'Geben Sie die Passwörter ein, wo danach gefragt wird: das von `{incomingUser}` für den Server für eintreffende E-Mails, und das von `{outgoingUser}` für den Server für ausgehende. Sie kommen in den Schlüsselbund und stehen nicht in der Datei.',
          },
    },
    ...(system === 'macos' ? KEEP_AS_IT_IS : []),
    {
      text: {
        en: 'To take the account away again, remove the profile where you installed it. A new profile of the same account takes the place of this one.',
        de: 'Um den Account wieder zu entfernen, entfernen Sie das Profil dort, wo Sie es installiert haben. Ein neues Profil desselben Accounts tritt an die Stelle von diesem.',
      },
    },
  ];
}

// https://support.apple.com/HT204208
const KEEP_AS_IT_IS: readonly StepDraft[] = [
  {
    text: {
      en: 'Once everything works, untick “Automatically manage connection settings” in Mail → Settings… → Accounts → `{address}` → Server Settings, for both servers: with it Mail changes port, encryption and authentication by itself when a connection fails.',
      de: 'Sobald alles geht, schalten Sie in Mail → Einstellungen … → Accounts → `{address}` → Servereinstellungen für beide Server „Verbindungseinstellungen automatisch verwalten“ aus: Damit ändert Mail Port, Verschlüsselung und Authentifizierung von selbst, wenn eine Verbindung scheitert.',
    },
  },
];

function profileOnMac(file: NonNullable<StepDraft['file']>, address: string): readonly StepDraft[] {
  return [
    {
      text: {
        en: `Save this as \`{home}/${FILE_NAME}\`, and double-click it. It has all settings for Mail.`,
        de: `Speichern Sie dies als \`{home}/${FILE_NAME}\` und doppelklicken Sie darauf. Es enthält alle Einstellungen für Mail.`,
      },
      file,
    },
    installOnMac(address),
  ];
}

function installOnMac(profile: string): StepDraft {
  return {
    text: {
      en: 'Open System Settings → General → Device Management (before macOS 15: Privacy & Security → Profiles), double-click the profile `{profile}`, and choose “Install…”. macOS says that it is not signed: what it is to set up is listed there, and has to be what you see here.',
      de: 'Öffnen Sie Systemeinstellungen → Allgemein → Geräteverwaltung (vor macOS 15: Datenschutz & Sicherheit → Profile), doppelklicken Sie auf das Profil `{profile}` und wählen Sie „Installieren …“. macOS sagt, dass es nicht signiert ist: Was es einrichtet, steht dort und muss sein, was Sie hier sehen.',
    },
    values: { profile },
  };
}

function profileOnPhone(file: NonNullable<StepDraft['file']>): readonly StepDraft[] {
  return [
    {
      text: {
        en: `Save this as \`{home}/${FILE_NAME}\`, bring it to the iPhone or iPad, by AirDrop or iCloud Drive for instance, and tap it there. It has all settings for Mail.`,
        de: `Speichern Sie dies als \`{home}/${FILE_NAME}\`, bringen Sie es auf das iPhone oder iPad, zum Beispiel mit AirDrop oder iCloud Drive, und tippen Sie es dort an. Es enthält alle Einstellungen für Mail.`,
      },
      file,
    },
    {
      text: {
        en: 'Open Settings → “Profile Downloaded” (or General → VPN & Device Management), tap the profile `{address}` and “Install”. It is shown as not signed: what it is to set up is listed there, and has to be what you see here.',
        de: 'Öffnen Sie Einstellungen → „Profil geladen“ (oder Allgemein → VPN und Geräteverwaltung), tippen Sie auf das Profil `{address}` und auf „Installieren“. Es wird als nicht signiert angezeigt: Was es einrichtet, steht dort und muss sein, was Sie hier sehen.',
      },
    },
  ];
}

/** Everything by hand, on a Mac. A certificate that signs in can be chosen only so. */
export function onMac(setup: Setup): readonly StepDraft[] {
  const { incoming, outgoing, key } = setup;
  return [
    ...exportKey(setup),
    ...(key === null ? [] : intoKeychain(key)),
    {
      text: {
        en: 'In Mail choose Mail → Add Account… → Other Mail Account…, and type the name `{name}` and the address `{address}`; the password only where one is used below. Mail says that it cannot verify them, and shows more fields.',
        de: 'Wählen Sie in Mail: Mail → Account hinzufügen … → Anderer Mail-Account …, und geben Sie den Namen `{name}` und die Adresse `{address}` ein; das Passwort nur, wenn unten eines benutzt wird. Mail sagt, dass es sie nicht überprüfen kann, und zeigt weitere Felder.',
      },
    },
    {
      text: {
        en: 'Set Account Type to `{protocol}`, and type the servers: {servers}. Choose “Sign In”.',
        de: 'Stellen Sie als Accounttyp `{protocol}` ein und geben Sie die Server an: {servers}. Wählen Sie „Anmelden“.',
      },
      values: { protocol: protocolName(setup), servers: hostsOf(setup) },
    },
    ...stepsFor(incoming, [
      {
        text: {
          en: 'Open Mail → Settings… → Accounts → `{address}` → Server Settings. Under “Incoming Mail Server” untick “Automatically manage connection settings”, and set User Name `{incomingUser}`, Host Name `{incomingHost}`, Port `{incomingPort}`, tick “{incomingSecurity}”, Authentication “{incomingWay}”.',
          de: 'Öffnen Sie Mail → Einstellungen … → Accounts → `{address}` → Servereinstellungen. Schalten Sie bei „Server für eintreffende E-Mails“ „Verbindungseinstellungen automatisch verwalten“ aus und stellen Sie ein: Benutzername `{incomingUser}`, Hostname `{incomingHost}`, Port `{incomingPort}`, „{incomingSecurity}“ eingeschaltet, Authentifizierung „{incomingWay}“.',
        },
      },
    ]),
    ...stepsFor(outgoing, [
      {
        text: {
          en: 'Under “Outgoing Mail Server” choose Account → Edit SMTP Server List…, and set the same for `{outgoingHost}`: User Name `{outgoingUser}`, Port `{outgoingPort}`, tick “{outgoingSecurity}”, Authentication “{outgoingWay}”.',
          de: 'Wählen Sie bei „Server für ausgehende E-Mails“ Account → SMTP-Serverliste bearbeiten … und stellen Sie dasselbe für `{outgoingHost}` ein: Benutzername `{outgoingUser}`, Port `{outgoingPort}`, „{outgoingSecurity}“ eingeschaltet, Authentifizierung „{outgoingWay}“.',
        },
      },
    ]),
    ...stepsFor(key, CHOOSE_CERTIFICATE),
  ];
}

/** In a profile, which also takes it away again; or, for whoever wants none, as Keychain Access takes it. */
function intoKeychain({ deviceName, files }: RecipeKey): readonly StepDraft[] {
  return [
    {
      text: {
        en: 'Double-click `{file}`: it is a profile with the key in it. (If you would rather have no profile, write `--p12` in its place above, and double-click that file: Keychain Access takes it into the keychain “login”.)',
        de: 'Doppelklicken Sie auf `{file}`: ein Profil mit dem Schlüssel darin. (Wollen Sie lieber kein Profil, schreiben Sie oben stattdessen `--p12` und doppelklicken Sie auf diese Datei: Die Schlüsselbundverwaltung nimmt sie in den Schlüsselbund „Anmeldung“ auf.)',
      },
      values: { file: files.mobileconfig },
    },
    installOnMac(deviceName),
    {
      text: {
        en: 'The password that it asks for is in `{file}.password`. Then delete both files: whoever has both has the key.',
        de: 'Das Passwort, nach dem es fragt, steht in `{file}.password`. Löschen Sie dann beide Dateien: Wer beide hat, hat den Schlüssel.',
      },
      values: { file: files.mobileconfig },
    },
  ];
}

const CHOOSE_CERTIFICATE: readonly StepDraft[] = [
  {
    text: {
      en: 'For each server whose Authentication is “External (TLS Client Certificate)”, choose `{device}` as TLS Certificate. No profile can set that up, so that it is done by hand.',
      de: 'Wählen Sie für jeden Server, dessen Authentifizierung „Extern (TLS-Client-Zertifikat)“ ist, als TLS-Zertifikat `{device}`. Ein Profil kann das nicht einrichten, deshalb geschieht es von Hand.',
    },
  },
];

/** Everything by hand, on iPhone and iPad. */
export function onPhone(setup: Setup): readonly StepDraft[] {
  const { incoming, outgoing } = setup;
  return [
    {
      text: {
        en: 'Open Settings → Apps → Mail → Mail Accounts → Add Account → Other → Add Mail Account. Type the name `{name}`, the address `{address}` and the password, and tap “Next”.',
        de: 'Öffnen Sie Einstellungen → Apps → Mail → Mail-Accounts → Account hinzufügen → Andere → Mail-Account hinzufügen. Geben Sie den Namen `{name}`, die Adresse `{address}` und das Passwort ein und tippen Sie auf „Weiter“.',
      },
    },
    {
      text: {
        en: 'Choose `{protocol}`, type the servers: {servers}; with the user names below. Tap “Save”.',
        de: 'Wählen Sie `{protocol}` und geben Sie die Server an: {servers}; mit den Benutzernamen von unten. Tippen Sie auf „Sichern“.',
      },
      values: { protocol: protocolName(setup), servers: hostsOf(setup) },
    },
    ...stepsFor(incoming, [
      {
        text: {
          en: 'Open the account in the list → Account. User Name is `{incomingUser}`. Under Advanced: “Use SSL” is on, Authentication is “{incomingWay}”, Server Port is `{incomingPort}`.',
          de: 'Öffnen Sie den Account in der Liste → Account. Benutzername ist `{incomingUser}`. Unter „Erweitert“: „SSL verwenden“ ist eingeschaltet, Authentifizierung ist „{incomingWay}“, Server-Port ist `{incomingPort}`.',
        },
      },
    ]),
    ...stepsFor(outgoing, [
      {
        text: {
          en: 'Under SMTP → `{outgoingHost}`: User Name is `{outgoingUser}`, “Use SSL” is on, Authentication is “{outgoingWay}”, Server Port is `{outgoingPort}`.',
          de: 'Unter SMTP → `{outgoingHost}`: Benutzername ist `{outgoingUser}`, „SSL verwenden“ ist eingeschaltet, Authentifizierung ist „{outgoingWay}“, Server-Port ist `{outgoingPort}`.',
        },
      },
    ]),
  ];
}

function hostsOf({ incoming, outgoing }: Setup): string {
  return [incoming, outgoing].flatMap((side) => side?.endpoint.host ?? []).join(', ');
}
