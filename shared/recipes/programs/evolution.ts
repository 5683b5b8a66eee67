import { trustAnchor } from '../window-steps.ts';
import type { RecipeDraft, Setup, StepDraft } from '../setup.ts';

/** Evolution: its assistant for accounts, by hand. It keeps the password in the keyring of the desktop. */
export function evolutionRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      ...trustAnchor(setup),
      {
        text: {
          en: 'In Evolution choose “Edit”, “Accounts”, “Add”, “Mail Account”. Enter “Full Name” `{name}` and “Email Address” `{address}`, and untick “Look up mail server details based on the entered e-mail address”.',
          de: 'Wählen Sie in Evolution „Bearbeiten“, „Konten“, „Hinzufügen“, „E-Mail-Konto“. Tragen Sie „Voller Name“ `{name}` und „E-Mail-Adresse“ `{address}` ein, und schalten Sie „Eigenschaften des E-Mail-Servers anhand der eingegebenen E-Mail-Adresse abrufen“ aus.',
        },
      },
      ...incomingSteps(setup),
      ...outgoingSteps(setup),
      {
        text: {
          en: 'Click “Next” up to the end, then “Apply”, and give the password when Evolution asks for it. It keeps it in your keyring.',
          de: 'Klicken Sie bis zum Ende auf „Vor“, dann auf „Anwenden“, und geben Sie das Passwort ein, wenn Evolution danach fragt. Es legt es in Ihren Schlüsselbund.',
        },
      },
    ],
    proof: {
      en: 'Your folders are below the name of the account, and “Send / Receive” ends without an error.',
      de: 'Unter dem Namen des Kontos stehen Ihre Ordner, und „Verschicken/Abrufen“ endet ohne Fehler.',
    },
  };
}

function incomingSteps({ incoming }: Setup): readonly StepDraft[] {
  if (incoming === null) return [];
  return [
    {
      text: {
        en: 'On “Receiving Email”: “Server Type” “IMAP”, “Server” `{incomingHost}`, “Port” `{incomingPort}`, “Username” `{incomingUser}`, “Encryption method” “{incomingSecurity}”, below it, for the authentication, “{incomingWay}”.',
        de: 'Auf „Abrufen von E-Mails“: „Server-Art“ „IMAP“, „Server“ `{incomingHost}`, „Port“ `{incomingPort}`, „Benutzername“ `{incomingUser}`, „Verschlüsselungsmethode“ „{incomingSecurity}“, darunter bei der Legitimation „{incomingWay}“.',
      },
    },
  ];
}

function outgoingSteps({ outgoing }: Setup): readonly StepDraft[] {
  if (outgoing === null) return [];
  return [
    {
      text: {
        en: 'On “Sending Email”: “Server Type” “SMTP”, “Server” `{outgoingHost}`, “Port” `{outgoingPort}`, tick “Server requires authentication”, “Encryption method” “{outgoingSecurity}”, “Type” “{outgoingWay}”, “Username” `{outgoingUser}`.',
        de: 'Auf „Verschicken von E-Mails“: „Server-Art“ „SMTP“, „Server“ `{outgoingHost}`, „Port“ `{outgoingPort}`, „Server erfordert Legitimation“ anschalten, „Verschlüsselungsmethode“ „{outgoingSecurity}“, „Typ“ „{outgoingWay}“, „Benutzername“ `{outgoingUser}`.',
      },
    },
  ];
}
