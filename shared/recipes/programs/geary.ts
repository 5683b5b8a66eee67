import { formatHost } from '../../mail/endpoint.ts';
import { trustAnchor } from '../window-steps.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';

/** Geary: an account of another provider, by hand. It keeps the password in the keyring of the desktop. */
export function gearyRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      ...trustAnchor(setup),
      {
        text: {
          en: 'Start Geary. On its first start it asks for an account; later choose “Accounts” in its menu, and add one. Enter “Your name” `{name}` and “Email address” `{address}`, and go on with “Next”.',
          de: 'Starten Sie Geary. Beim ersten Start fragt es nach einem Konto; später wählen Sie „Konten“ in seinem Menü und fügen eines hinzu. Tragen Sie „Ihr Name“ `{name}` und „E-Mail-Adresse“ `{address}` ein, und klicken Sie auf „Weiter“.',
        },
      },
      ...incomingSteps(setup),
      ...outgoingSteps(setup),
      {
        text: {
          en: 'Click “Create”. Geary signs in before it keeps anything, and keeps the password in your keyring.',
          de: 'Klicken Sie auf „Erstellen“. Geary meldet sich an, bevor es etwas speichert, und legt das Passwort in Ihren Schlüsselbund.',
        },
      },
    ],
    proof: {
      en: 'Geary closes the window of accounts, and shows your folders.',
      de: 'Geary schließt das Fenster der Konten und zeigt Ihre Ordner.',
    },
  };
}

function incomingSteps({ incoming }: Setup): readonly StepDraft[] {
  if (incoming === null) return [];
  return [
    {
      text: {
        en: '“IMAP server” `{server}`, “Connection security” “{incomingSecurity}”, “Login name” `{incomingUser}`, “Password”.',
        de: '„IMAP-Server“ `{server}`, „Sicherheit der Verbindung“ „{incomingSecurity}“, „Anmeldename“ `{incomingUser}`, „Passwort“.',
      },
      values: { server: serverOf(incoming) },
    },
  ];
}

function outgoingSteps({ incoming, outgoing }: Setup): readonly StepDraft[] {
  if (outgoing === null) return [];
  const isSame = incoming?.username === outgoing.username;
  return [
    {
      text: isSame
        ? {
            en: '“SMTP server” `{server}`, “Connection security” “{outgoingSecurity}”, “Login” “Use same login as receiving”.',
            de: '„SMTP-Server“ `{server}`, „Sicherheit der Verbindung“ „{outgoingSecurity}“, „Anmelden“ „Dieselben Anmeldedaten zum Empfangen verwenden“.',
          }
        : {
            en: '“SMTP server” `{server}`, “Connection security” “{outgoingSecurity}”, “Login” “Use a different login”, “Login name” `{outgoingUser}`, “Password”.',
            de: '„SMTP-Server“ `{server}`, „Sicherheit der Verbindung“ „{outgoingSecurity}“, „Anmelden“ „Andere Anmeldedaten verwenden“, „Anmeldename“ `{outgoingUser}`, „Passwort“.',
          },
      values: { server: serverOf(outgoing) },
    },
  ];
}

/** Its field for a server takes the port, too. */
function serverOf({ endpoint }: ChosenSide): string {
  return `${formatHost(endpoint.host)}:${endpoint.port}`;
}
