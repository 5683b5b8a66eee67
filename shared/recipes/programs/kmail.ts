import { formatHost } from '../../mail/endpoint.ts';
import { trustAnchor } from '../window-steps.ts';
import type { RecipeDraft, Setup, StepDraft } from '../setup.ts';

/** KMail: one account for fetching and one for sending, by hand. It keeps passwords in KWallet. */
export function kmailRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      ...trustAnchor(setup),
      {
        text: {
          en: 'In KMail choose “Settings”, “Configure KMail...”. On the page “Accounts”, tab “Identities”, “Modify...”: “Your name” `{name}`, “Email address” `{address}`.',
          de: 'Wählen Sie in KMail „Einstellungen“, „KMail einrichten ...“. Auf der Seite „Konten“, Karteikarte „Identitäten“, „Ändern ...“: „Ihr Name“ `{name}`, „E-Mail-Adresse“ `{address}`.',
        },
      },
      ...incomingSteps(setup),
      ...outgoingSteps(setup),
      {
        text: {
          en: 'Close the windows with “OK”, and give the password when KMail asks for it. It keeps it in KWallet.',
          de: 'Schließen Sie die Fenster mit „OK“, und geben Sie das Passwort ein, wenn KMail danach fragt. Es legt es in KWallet.',
        },
      },
    ],
    proof: {
      en: 'Your folders are in KMail’s list, and “Check Mail” ends without an error.',
      de: 'In der Liste von KMail stehen Ihre Ordner, und „E-Mail abrufen“ endet ohne Fehler.',
    },
  };
}

function incomingSteps({ incoming }: Setup): readonly StepDraft[] {
  if (incoming === null) return [];
  return [
    {
      text: {
        en: 'On the tab “Receiving” add an account of the kind “IMAP E-Mail Server”. On “General”: “Account Name” of your choice, “IMAP Server” `{server}`, “Username” `{incomingUser}`.',
        de: 'Fügen Sie auf der Karteikarte „Empfang“ einen Zugang der Art „IMAP-E-Mail-Server“ hinzu. Auf „Allgemein“: „Zugangsname“ nach Wahl, „IMAP-Server“ `{server}`, „Benutzername“ `{incomingUser}`.',
      },
      values: { server: `${formatHost(incoming.endpoint.host)}:${incoming.endpoint.port}` },
    },
    {
      text: {
        en: 'On “Advanced”, “Connection Settings”: “Encryption” “{incomingSecurity}”, “Authentication” “{incomingWay}”.',
        de: 'Auf „Erweitert“, „Verbindungseinstellungen“: „Verschlüsselung“ „{incomingSecurity}“, „Authentifizierung“ „{incomingWay}“.',
      },
    },
  ];
}

function outgoingSteps({ outgoing }: Setup): readonly StepDraft[] {
  if (outgoing === null) return [];
  return [
    {
      text: {
        en: 'On the tab “Sending”, “Add...”, “SMTP”. On “General”: “Outgoing mail server” `{outgoingHost}`, tick “Server requires authentication”, “Login” `{outgoingUser}`.',
        de: 'Auf der Karteikarte „Versand“, „Hinzufügen ...“, „SMTP“. Auf „Allgemein“: „Ausgehender Mailserver“ `{outgoingHost}`, „Server erfordert Authentifizierung“ anschalten, „Benutzer“ `{outgoingUser}`.',
      },
    },
    {
      text: {
        en: 'On “Advanced”, “Connection Settings”: “Encryption” “{outgoingSecurity}”, “Port” `{outgoingPort}`, “Authentication” “{outgoingWay}”.',
        de: 'Auf „Erweiterte Einstellungen“, „Verbindungseinstellungen“: „Verschlüsselung“ „{outgoingSecurity}“, „Port“ `{outgoingPort}`, „Authentifizierung“ „{outgoingWay}“.',
      },
    },
  ];
}
