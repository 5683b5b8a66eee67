import { exportKey } from '../common-steps.ts';
import { CLAWS_ACCOUNTRC, type ClawsLine } from '../formats/claws-accountrc.ts';
import { writtenAs } from '../formats/format.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { isKeyWay, LOGIN_COMMAND } from '../way-in.ts';
import { trustAnchor } from '../window-steps.ts';
import { incomingByHand, outgoingByHand } from './claws-mail-by-hand.ts';

/** Claws Mail: two files for a first start, or the same by hand. It asks for the password, and keeps it by itself. */
export function clawsMailRecipe(setup: Setup): RecipeDraft {
  const account = writtenAs(CLAWS_ACCOUNTRC, linesFor(setup));
  return {
    steps: [
      ...exportKey(setup),
      ...trustAnchor(setup),
      {
        text: {
          en: 'If you have not used Claws Mail yet (there is no folder `{home}/.claws-mail`), save this as `{home}/.claws-mail/accountrc`.',
          de: 'Wenn Sie Claws Mail noch nicht benutzt haben (den Ordner `{home}/.claws-mail` gibt es nicht), speichern Sie dies als `{home}/.claws-mail/accountrc`.',
        },
        file: {
          path: `${setup.home}/.claws-mail/accountrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: account,
        },
      },
      {
        text: {
          en: 'And this as `{home}/.claws-mail/folderlist.xml`: with both, the assistant for new accounts does not start.',
          de: 'Und dies als `{home}/.claws-mail/folderlist.xml`: Mit beiden startet der Assistent für neue Konten nicht.',
        },
        file: {
          path: `${setup.home}/.claws-mail/folderlist.xml`,
          mediaType: 'application/xml',
          isPrivate: true,
          text: account === null ? null : folderList(setup),
        },
      },
      {
        text: {
          en: 'Otherwise leave both files out, and enter what the next steps say: choose “Configuration”, “Create new account...” in Claws Mail. On the page “Basic” enter: “Full name” `{name}`, “Mail address” `{address}`.',
          de: 'Sonst lassen Sie beide Dateien weg und tragen ein, was die nächsten Schritte sagen: Wählen Sie in Claws Mail „Konfiguration“, „Neues Konto erstellen...“. Tragen Sie auf der Seite „Allgemein“ ein: „Vollständiger Name“ `{name}`, „E-Mail-Adresse“ `{address}`.',
        },
      },
      ...incomingByHand(setup),
      ...outgoingByHand(setup),
      {
        text: {
          en: 'Start Claws Mail, and give the password if it asks for it. Then choose “Rebuild folder tree” in the context menu of the mailbox.',
          de: 'Starten Sie Claws Mail, und geben Sie das Passwort ein, wenn es danach fragt. Wählen Sie dann im Kontextmenü des Postfachs „Ordnerbaum neu aufbauen“.',
        },
      },
    ],
    proof: {
      en: '“Tools”, “Network Log” has no error, and your folders are in the list of folders.',
      de: '„Werkzeuge“, „Netzwerkprotokoll“ zeigt keinen Fehler, und Ihre Ordner stehen in der Ordnerliste.',
    },
  };
}

// Zero is its own choice.
const IMAP_METHODS: Readonly<Record<string, number>> = {
  [LOGIN_COMMAND]: 1,
  'CRAM-MD5': 2,
  'SCRAM-SHA-1': 32,
  PLAIN: 64,
};
const SMTP_METHODS: Readonly<Record<string, number>> = { LOGIN: 1, 'CRAM-MD5': 2, PLAIN: 16 };

function linesFor(setup: Setup): readonly ClawsLine[] {
  const { incoming, outgoing, displayName, address } = setup;
  return [
    ['account_name', 'letterlock'],
    ['is_default', '1'],
    ['config_version', '4'],
    ...(displayName === '' ? [] : [['name', displayName] as const]),
    ['address', address],
    // 1 is IMAP, 5 an account that only sends.
    ['protocol', incoming === null ? '5' : '1'],
    ...(incoming === null ? [] : incomingLines(setup, incoming)),
    ...(outgoing === null ? [] : outgoingLines(setup, outgoing)),
  ];
}

function incomingLines(setup: Setup, side: ChosenSide): readonly ClawsLine[] {
  const { endpoint, username, way } = side;
  return [
    ['receive_server', endpoint.host],
    ['user_id', username],
    ['ssl_imap', tlsOf(side)],
    ['set_imapport', '1'],
    ['imap_port', String(endpoint.port)],
    ['imap_auth_method', String(IMAP_METHODS[way] ?? 0)],
    ['receive_at_get_all', '1'],
    ...keyLine('in_ssl_client_cert_file', setup, side),
  ];
}

function outgoingLines(setup: Setup, side: ChosenSide): readonly ClawsLine[] {
  const { endpoint, username, way } = side;
  return [
    ['smtp_server', endpoint.host],
    ['ssl_smtp', tlsOf(side)],
    ['set_smtpport', '1'],
    ['smtp_port', String(endpoint.port)],
    ['use_smtp_auth', isKeyWay(way) ? '0' : '1'],
    ['smtp_auth_method', String(SMTP_METHODS[way] ?? 0)],
    ['smtp_user_id', username],
    ...keyLine('out_ssl_client_cert_file', setup, side),
  ];
}

function tlsOf({ endpoint }: ChosenSide): string {
  return endpoint.connectionSecurity === 'starttls' ? '2' : '1';
}

function keyLine(name: string, { key }: Setup, { way }: ChosenSide): readonly ClawsLine[] {
  return key === null || !isKeyWay(way) ? [] : [[name, key.files.pem]];
}

/** Claws Mail takes an account as complete when some mailbox has these folders: it makes one on the disk, for what is to be sent. */
function folderList({ incoming }: Setup): string {
  const local = LOCAL_FOLDERS.map(
    ([type, name]) => `<folderitem type="${type}" name="${name}" path="${name}" />`,
  );
  const remote = [
    '<folder type="imap" name="letterlock" account_id="1">',
    '<folderitem type="inbox" name="INBOX" path="INBOX" />',
    '</folder>',
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<folderlist>',
    '<folder type="mh" name="Mailbox" path="Mail">',
    ...local,
    '</folder>',
    ...(incoming === null ? [] : remote),
    '</folderlist>',
    '',
  ].join('\n');
}

const LOCAL_FOLDERS = [
  ['inbox', 'inbox'],
  ['outbox', 'sent'],
  ['draft', 'draft'],
  ['queue', 'queue'],
  ['trash', 'trash'],
] as const;
