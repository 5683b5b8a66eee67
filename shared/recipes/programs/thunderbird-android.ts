import { qrTexts, type QrAuthentication, type QrServer } from '../formats/thunderbird-qr.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { LOGIN_COMMAND, type WayIn } from '../way-in.ts';
import { keyToAndroid, proofOf, protocolName, stepsFor, trustAnchor } from '../window-steps.ts';

/** Thunderbird for Android: a QR code; or by hand what none can say. */
export function thunderbirdAndroidRecipe(setup: Setup): RecipeDraft {
  const texts = codesFor(setup);
  return {
    steps: [...trustAnchor(setup), ...(texts === null ? byHand(setup) : byCode(setup, texts))],
    proof: proofOf(setup),
  };
}

/** K-9 Mail: by hand. It has no place where a code is read. */
export function k9Recipe(setup: Setup): RecipeDraft {
  return { steps: [...trustAnchor(setup), ...byHand(setup)], proof: proofOf(setup) };
}

// With a certificate, too, there could be a code. It cannot say which one, and a person would have to find where to choose it
// afterwards: the app's own form asks for it.
const AUTHENTICATIONS: Readonly<Record<WayIn, QrAuthentication>> = {
  'CRAM-MD5': 'encrypted-password',
  PLAIN: 'password',
  LOGIN: 'password',
  [LOGIN_COMMAND]: 'password',
};

function codesFor(setup: Setup): readonly string[] | null {
  const { address, displayName } = setup;
  const incoming = serverFor(setup.incoming);
  const outgoing = serverFor(setup.outgoing);
  if (incoming === null || outgoing === null) return null;
  return qrTexts([
    {
      protocol: setup.incoming?.endpoint.protocol === 'pop3' ? 'pop3' : 'imap',
      incoming,
      outgoing,
      address,
      displayName: displayName === '' ? address : displayName,
    },
  ]);
}

function serverFor(side: ChosenSide | null): QrServer | null {
  const authentication = side === null ? undefined : AUTHENTICATIONS[side.way];
  if (side === null || authentication === undefined) return null;
  const { host, port, connectionSecurity: security } = side.endpoint;
  if (security === 'cleartext') return null;
  return { host, port, security, authentication, username: side.username };
}

function byCode({ incoming, outgoing }: Setup, texts: readonly string[]): readonly StepDraft[] {
  return [
    {
      text: {
        en: 'Open Thunderbird on the phone. When it is new there, tap “Import settings” below “Already using Thunderbird on desktop?”; later it is Settings → Import settings.',
        de: 'Öffnen Sie Thunderbird auf dem Telefon. Ist es dort neu, tippen Sie auf „Einstellungen importieren“ unter „Nutzt du bereits Thunderbird auf dem Desktop?“; später ist es Einstellungen → Einstellungen importieren.',
      },
    },
    ...texts.map((qr) => ({
      text: {
        en: 'Tap “Scan QR code”, and hold the phone before this code. It has all settings, and no password.',
        de: 'Tippen Sie auf „QR-Code scannen“ und halten Sie das Telefon vor diesen Code. Er enthält alle Einstellungen und kein Passwort.',
      },
      qr,
    })),
    {
      text:
        incoming?.username === outgoing?.username
          ? {
              en: 'Tap “Import”. Type the password of `{incomingUser}` when the phone asks for it, and leave “Use same password for outgoing server” ticked.',
              de: 'Tippen Sie auf „Importieren“. Geben Sie das Passwort von `{incomingUser}` ein, wenn das Telefon danach fragt, und lassen Sie „Gleiches Passwort für den Postausgangsserver verwenden“ eingeschaltet.',
            }
          : {
              en: 'Tap “Import”. Type the passwords when the phone asks for them: that of `{incomingUser}` for the incoming server, that of `{outgoingUser}` for the outgoing one.',
              de: 'Tippen Sie auf „Importieren“. Geben Sie die Passwörter ein, wenn das Telefon danach fragt: das von `{incomingUser}` für den Posteingangsserver, das von `{outgoingUser}` für den Postausgangsserver.',
            },
    },
  ];
}

function byHand(setup: Setup): readonly StepDraft[] {
  const { incoming, outgoing } = setup;
  return [
    ...keyToAndroid(setup),
    {
      text: {
        en: 'Open {program} on the phone; when it has an account already, Settings → Add account. Type the address `{address}`. Where it finds settings by itself, tap “Edit configuration”.',
        de: 'Öffnen Sie {program} auf dem Telefon; hat es schon ein Konto: Einstellungen → Konto hinzufügen. Geben Sie die Adresse `{address}` ein. Findet es selbst Einstellungen, tippen Sie auf „Konfiguration bearbeiten“.',
      },
    },
    ...stepsFor(incoming, [
      {
        text: {
          en: 'Under “Incoming server settings” set: Protocol `{protocol}`, Server `{incomingHost}`, Security “{incomingSecurity}”, Port `{incomingPort}`, Authentication “{incomingWay}”, Username `{incomingUser}`.',
          de: 'Stellen Sie unter „Einstellungen des Posteingangsservers“ ein: Protokoll `{protocol}`, Server `{incomingHost}`, Sicherheit „{incomingSecurity}“, Port `{incomingPort}`, Authentifizierung „{incomingWay}“, Benutzername `{incomingUser}`.',
        },
        values: { protocol: protocolName(setup) },
      },
    ]),
    ...stepsFor(outgoing, [
      {
        text: {
          en: 'Under “Outgoing server settings” set: Server `{outgoingHost}`, Security “{outgoingSecurity}”, Port `{outgoingPort}`, Authentication “{outgoingWay}”, Username `{outgoingUser}`.',
          de: 'Stellen Sie unter „Einstellungen des Postausgangsservers“ ein: Server `{outgoingHost}`, Sicherheit „{outgoingSecurity}“, Port `{outgoingPort}`, Authentifizierung „{outgoingWay}“, Benutzername `{outgoingUser}`.',
        },
      },
    ]),
    ...stepsFor(setup.key, CHOOSE_CERTIFICATE),
    {
      text: {
        en: 'Type the password where a form asks for one, and `{name}` as Display name.',
        de: 'Geben Sie das Passwort ein, wo ein Formular danach fragt, und `{name}` als „Dein Name“.',
      },
    },
  ];
}

const CHOOSE_CERTIFICATE: readonly StepDraft[] = [
  {
    text: {
      en: 'On each of these pages whose Authentication is “Client certificate”, tap Client certificate and choose `{device}`.',
      de: 'Tippen Sie auf jeder dieser Seiten, deren Authentifizierung „Client-Zertifikat“ ist, auf Client-Zertifikat und wählen Sie `{device}`.',
    },
  },
];
