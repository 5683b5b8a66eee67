import type { Setup, StepDraft } from '../setup.ts';
import { isKeyWay } from '../way-in.ts';

// Names as the program has them; see its facts. In German, “Add Account” is called as it was before version 153, and what the
// question for a certificate says is not known: it is described.

/** Gives Thunderbird the trust anchor and the key of the device, as far as there are any: for a new profile and an old one. */
export function importSteps({ trustAnchorFile, key }: Setup): readonly StepDraft[] {
  return [
    ...(trustAnchorFile === null
      ? []
      : [
          {
            text: {
              en: '“Settings” → “Privacy & Security” → “Certificates” → “Manage Certificates…” → “Authorities” → “Import…”: choose `{file}`, and tick “Trust this CA to identify websites.”',
              de: '„Einstellungen“ → „Datenschutz & Sicherheit“ → „Zertifikate“ → „Zertifikate verwalten…“ → „Zertifizierungsstellen“ → „Importieren…“: Wählen Sie `{file}` und kreuzen Sie „Dieser CA vertrauen, um Websites zu identifizieren.“ an.',
            },
            values: { file: trustAnchorFile },
          },
        ]),
    ...(key === null
      ? []
      : [
          {
            text: {
              en: '“Settings” → “Privacy & Security” → “Certificates” → “Manage Certificates…” → “Your Certificates” → “Import…”: choose `{file}`. Its password stands in `{file}.password`. Delete both files when Thunderbird has the key.',
              de: '„Einstellungen“ → „Datenschutz & Sicherheit“ → „Zertifikate“ → „Zertifikate verwalten…“ → „Ihre Zertifikate“ → „Importieren…“: Wählen Sie `{file}`. Das Passwort dazu steht in `{file}.password`. Löschen Sie beide Dateien, wenn Thunderbird den Schlüssel hat.',
            },
            values: { file: key.files.p12 },
          },
        ]),
  ];
}

/** The same settings in a profile that somebody has already. */
export function byHandSteps({ incoming, outgoing }: Setup): readonly StepDraft[] {
  return [
    ...(incoming === null
      ? []
      : [
          {
            text: {
              en: 'In the Thunderbird that you use already: “Account Settings” → “Add Account” → “Mail Account…”, if the account is not there yet. Then, under its “Server Settings”: “Server Name” `{incomingHost}`, “Port” `{incomingPort}`, “User Name” `{incomingUser}`, “Connection security” “{incomingSecurity}”, “Authentication method” “{incomingWay}”.',
              de: 'Im Thunderbird, das Sie schon verwenden: „Konten-Einstellungen“ → „Neues Konto“ → „E-Mail-Konto…“, falls das Konto noch nicht da ist. Dann unter seinen „Server-Einstellungen“: „Server“ `{incomingHost}`, „Port“ `{incomingPort}`, „Benutzername“ `{incomingUser}`, „Verbindungssicherheit“ „{incomingSecurity}“, „Authentifizierungsmethode“ „{incomingWay}“.',
            },
          },
        ]),
    ...(outgoing === null
      ? []
      : [
          {
            text: {
              en: 'There, too: “Account Settings” → “Outgoing Server” → choose the server → “Edit…”: “Server Name” `{outgoingHost}`, “Port” `{outgoingPort}`, “Connection security” “{outgoingSecurity}”, “Authentication method” “{outgoingWay}”, “User Name” `{outgoingUser}`, if it asks for one.',
              de: 'Ebenso: „Konten-Einstellungen“ → „Postausgangs-Server“ → den Server wählen → „Bearbeiten…“: „Server“ `{outgoingHost}`, „Port“ `{outgoingPort}`, „Verbindungssicherheit“ „{outgoingSecurity}“, „Authentifizierungsmethode“ „{outgoingWay}“, „Benutzername“ `{outgoingUser}`, falls danach gefragt wird.',
            },
          },
        ]),
  ];
}

/** What Thunderbird asks when it meets the servers for the first time. */
export function questionSteps({ incoming, outgoing, key }: Setup): readonly StepDraft[] {
  const sides = [incoming, outgoing].filter((side) => side !== null);
  return [
    ...(key === null
      ? []
      : [
          {
            text: {
              en: 'When Thunderbird asks with which certificate to identify yourself, choose “{device}”, and “Remember this decision: Permanently”. It asks once for each host.',
              de: 'Fragt Thunderbird, mit welchem Zertifikat Sie sich identifizieren, wählen Sie „{device}“, und dass Thunderbird sich diese Entscheidung dauerhaft merkt. Es fragt einmal je Server.',
            },
          },
        ]),
    ...(sides.every(({ way }) => isKeyWay(way))
      ? []
      : [
          {
            text: {
              en: 'When Thunderbird asks for the password, enter it; with “Use Password Manager to remember this password.” ticked, it keeps it.',
              de: 'Fragt Thunderbird nach dem Passwort, geben Sie es ein; mit einem Häkchen bei „Die Passwortverwaltung benutzen, um dieses Passwort zu speichern.“ merkt es sich das Passwort.',
            },
          },
        ]),
  ];
}
