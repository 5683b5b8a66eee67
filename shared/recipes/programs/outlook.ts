import type { RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { proofOf, protocolName, stepsFor, trustAnchor } from '../window-steps.ts';

/**
 * Classic Outlook: its short form, which takes the address for the user name of both servers, or the long one in the Control
 * Panel. A name that the short form guesses wrong would cost a failed sign-in.
 */
export function outlookRecipe(setup: Setup): RecipeDraft {
  const isShort = [setup.incoming, setup.outgoing].every(
    (side) => (side?.username ?? setup.address) === setup.address,
  );
  return {
    steps: [...trustAnchor(setup), ...(isShort ? shortForm(setup) : longForm(setup))],
    proof: proofOf(setup),
  };
}

function shortForm(setup: Setup): readonly StepDraft[] {
  const { incoming, outgoing } = setup;
  return [
    {
      text: {
        en: 'In Outlook choose File → Add Account. Type `{address}`, unfold “Advanced options”, tick “Let me set up my account manually”, choose “Connect”, and then `{protocol}`.',
        de: 'Wählen Sie in Outlook Datei → Konto hinzufügen. Geben Sie `{address}` ein, klappen Sie „Erweiterte Optionen“ auf, schalten Sie „Ich möchte mein Konto manuell einrichten“ ein, wählen Sie „Verbinden“ und dann `{protocol}`.',
      },
      values: { protocol: protocolName(setup) },
    },
    ...stepsFor(incoming, [
      {
        text: {
          en: 'Under “Incoming mail” set: Server `{incomingHost}`, Port `{incomingPort}`, Encryption method “{incomingSecurity}”.',
          de: 'Stellen Sie unter „Eingehende E-Mail“ ein: Server `{incomingHost}`, Port `{incomingPort}`, Verschlüsselungsmethode „{incomingSecurity}“.',
        },
      },
    ]),
    ...stepsFor(outgoing, [
      {
        text: {
          en: 'Under “Outgoing mail” set: Server `{outgoingHost}`, Port `{outgoingPort}`, Encryption method “{outgoingSecurity}”.',
          de: 'Stellen Sie unter „Ausgehende E-Mail“ ein: Server `{outgoingHost}`, Port `{outgoingPort}`, Verschlüsselungsmethode „{outgoingSecurity}“.',
        },
      },
    ]),
    {
      text: {
        en: 'Choose “Next”, type the password, and choose “Connect”.',
        de: 'Wählen Sie „Weiter“, geben Sie das Kennwort ein und wählen Sie „Verbinden“.',
      },
    },
  ];
}

function longForm(setup: Setup): readonly StepDraft[] {
  const { incoming, outgoing } = setup;
  return [
    {
      text: {
        en: 'Close Outlook. Open Control Panel → Mail (Microsoft Outlook) → Email Accounts… → New…, choose “Manual setup or additional server types”, and then “POP or IMAP”.',
        de: 'Schließen Sie Outlook. Öffnen Sie Systemsteuerung → Mail (Microsoft Outlook) → E-Mail-Konten … → Neu …, wählen Sie „Manuelle Konfiguration oder zusätzliche Servertypen“ und dann „POP oder IMAP“.',
      },
    },
    {
      text: {
        en: 'Set Your Name `{name}`, Email Address `{address}`, and Account Type `{protocol}`.',
        de: 'Stellen Sie ein: Ihr Name `{name}`, E-Mail-Adresse `{address}`, Kontotyp `{protocol}`.',
      },
      values: { protocol: protocolName(setup) },
    },
    ...stepsFor(incoming, [
      {
        text: {
          en: 'Set Incoming mail server `{incomingHost}`, User Name `{incomingUser}`, and type its password. Under More Settings… → Advanced set Incoming server `{incomingPort}`, with the encrypted connection “{incomingSecurity}”.',
          de: 'Stellen Sie ein: Posteingangsserver `{incomingHost}`, Benutzername `{incomingUser}`, und geben Sie das Kennwort dazu ein. Stellen Sie unter Weitere Einstellungen … → Erweitert ein: Posteingangsserver `{incomingPort}`, mit dem verschlüsselten Verbindungstyp „{incomingSecurity}“.',
        },
      },
    ]),
    ...stepsFor(outgoing, [
      {
        text: {
          en: 'Set Outgoing mail server (SMTP) `{outgoingHost}`. Under More Settings… → Advanced set Outgoing server (SMTP) `{outgoingPort}`, with the encrypted connection “{outgoingSecurity}”. Under Outgoing Server tick “My outgoing server (SMTP) requires authentication”, choose “Log on using”, and set User Name `{outgoingUser}` with its password.',
          de: 'Stellen Sie ein: Postausgangsserver (SMTP) `{outgoingHost}`. Stellen Sie unter Weitere Einstellungen … → Erweitert ein: Postausgangsserver (SMTP) `{outgoingPort}`, mit dem verschlüsselten Verbindungstyp „{outgoingSecurity}“. Schalten Sie unter Postausgangsserver „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein, wählen Sie „Anmelden mit“ und stellen Sie den Benutzernamen `{outgoingUser}` mit seinem Kennwort ein.',
        },
      },
    ]),
    {
      text: {
        en: 'Choose “OK”, “Next”, and when both tests have passed “Finish”.',
        de: 'Wählen Sie „OK“, „Weiter“, und wenn beide Tests gut ausgegangen sind, „Fertig stellen“.',
      },
    },
  ];
}

/** New Outlook: first what it does with the password, as there is no way back from that. */
export function outlookNewRecipe(setup: Setup): RecipeDraft {
  const { incoming, outgoing } = setup;
  return {
    steps: [
      {
        text: {
          en: 'Decide whether Microsoft may have your password. New Outlook does not connect to `{host}` itself: it sends the password to Microsoft’s servers, and they sign in with it and copy your mails. If not, stop here and take another program.',
          de: 'Entscheiden Sie, ob Microsoft Ihr Passwort haben darf. Das neue Outlook verbindet sich nicht selbst mit `{host}`: Es sendet das Passwort an Microsofts Server, und diese melden sich damit an und kopieren Ihre Mails. Wenn nicht, hören Sie hier auf und nehmen Sie ein anderes Programm.',
        },
        values: { host: (incoming ?? outgoing)?.endpoint.host ?? '' },
      },
      {
        text: {
          en: 'In Outlook choose Settings (the gear) → Accounts → Your accounts → Add account. Type `{address}`, choose “Choose provider”, and then `IMAP`.',
          de: 'Wählen Sie in Outlook Einstellungen (das Zahnrad) → Konten → Ihre Konten → Konto hinzufügen. Geben Sie `{address}` ein, wählen Sie „Anbieter auswählen“ und dann `IMAP`.',
        },
      },
      {
        text: {
          en: 'Type the password, and choose “Show more”.',
          de: 'Geben Sie das Kennwort ein und wählen Sie „Mehr anzeigen“.',
        },
      },
      ...stepsFor(incoming, [
        {
          text: {
            en: 'Set: IMAP username `{incomingUser}`, IMAP incoming server `{incomingHost}`, Port `{incomingPort}`, Secure connection type “{incomingSecurity}”.',
            de: 'Stellen Sie ein: IMAP-Benutzername `{incomingUser}`, IMAP-Posteingangsserver `{incomingHost}`, Port `{incomingPort}`, Sicherer Verbindungstyp „{incomingSecurity}“.',
          },
        },
      ]),
      ...stepsFor(outgoing, [
        {
          text: {
            en: 'Set: SMTP username `{outgoingUser}`, SMTP outgoing server `{outgoingHost}`, Port `{outgoingPort}`, Secure connection type “{outgoingSecurity}”.',
            de: 'Stellen Sie ein: SMTP-Benutzername `{outgoingUser}`, SMTP-Postausgangsserver `{outgoingHost}`, Port `{outgoingPort}`, Sicherer Verbindungstyp „{outgoingSecurity}“.',
          },
        },
      ]),
      {
        text: {
          en: 'Choose “Continue”. Outlook says that it will share the account with the Microsoft Cloud; with “Continue” the password goes there, with “Cancel” nothing does.',
          de: 'Wählen Sie „Weiter“. Outlook sagt, dass es das Konto mit der Microsoft-Cloud teilt; mit „Weiter“ geht das Passwort dorthin, mit „Abbrechen“ nichts.',
        },
      },
    ],
    proof: proofOf(setup),
  };
}
