import type { Text } from '../../mail/page.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { isKeyWay } from '../way-in.ts';
import { keyToAndroid, proofOf, protocolName, stepsFor, trustAnchor } from '../window-steps.ts';

/** FairEmail: an account for receiving and an identity for sending. How it signs in it chooses by itself. */
export function fairemailRecipe(setup: Setup): RecipeDraft {
  const { incoming, outgoing } = setup;
  return {
    steps: [
      ...trustAnchor(setup),
      ...keyToAndroid(setup),
      ...stepsFor(incoming, account(setup)),
      ...stepsFor(outgoing, identity(setup)),
    ],
    proof: proofOf(setup),
  };
}

function account(setup: Setup): readonly StepDraft[] {
  return [
    {
      text: {
        en: 'In FairEmail open the settings, unfold “Manual setup and account options”, and tap “Accounts”, then the plus and `{protocol}`.',
        de: 'Öffnen Sie in FairEmail die Einstellungen, klappen Sie „Manuelle Einrichtung und Kontooptionen“ auf und tippen Sie auf „Konten“, dann auf das Plus und `{protocol}`.',
      },
      values: { protocol: protocolName(setup) },
    },
    {
      text: {
        en: 'Set: Provider “Custom”, Host name `{incomingHost}`, Encryption “{incomingSecurity}”, Port number `{incomingPort}`, User name `{incomingUser}`. “Allow insecure connections” stays off.',
        de: 'Stellen Sie ein: Anbieter „Benutzerdefiniert“, Hostname `{incomingHost}`, Verschlüsselung „{incomingSecurity}“, Portnummer `{incomingPort}`, Benutzername `{incomingUser}`. „Unsichere Verbindungen zulassen“ bleibt aus.',
      },
    },
    { text: secretOf(setup.incoming) },
    {
      text: {
        en: 'Tap “Check”, then “Save”.',
        de: 'Tippen Sie auf „Prüfen“, dann auf „Speichern“.',
      },
    },
  ];
}

function identity({ outgoing }: Setup): readonly StepDraft[] {
  return [
    {
      text: {
        en: 'Go back, tap “Identities”, then the plus. Set Your name `{name}`, Your email address `{address}`, and the account from before.',
        de: 'Gehen Sie zurück, tippen Sie auf „Identitäten“, dann auf das Plus. Stellen Sie ein: Ihr Name `{name}`, Ihre E-Mail-Adresse `{address}` und das Konto von eben.',
      },
    },
    {
      text: {
        en: 'Below it: Provider “Custom”, Host name `{outgoingHost}`, Encryption “{outgoingSecurity}”, Port number `{outgoingPort}`, User name `{outgoingUser}`.',
        de: 'Darunter: Anbieter „Benutzerdefiniert“, Hostname `{outgoingHost}`, Verschlüsselung „{outgoingSecurity}“, Portnummer `{outgoingPort}`, Benutzername `{outgoingUser}`.',
      },
    },
    { text: secretOf(outgoing) },
    { text: { en: 'Tap “Save”.', de: 'Tippen Sie auf „Speichern“.' } },
  ];
}

function secretOf(side: ChosenSide | null): Text {
  if (side !== null && isKeyWay(side.way))
    return {
      en: 'Under “Client certificate” tap “Select …” and choose `{device}`. Password stays empty.',
      de: 'Tippen Sie unter „Client-Zertifikat“ auf „Auswählen …“ und wählen Sie `{device}`. Passwort bleibt leer.',
    };
  return { en: 'Type the password.', de: 'Geben Sie das Passwort ein.' };
}
