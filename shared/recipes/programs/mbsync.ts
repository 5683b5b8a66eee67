import { exportKey, keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { MBSYNCRC, type MbsyncLine } from '../formats/mbsyncrc.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND } from '../way-in.ts';

/** mbsync: `~/.mbsyncrc`, and a folder that the mailbox is copied to. */
export function mbsyncRecipe(setup: Setup): RecipeDraft {
  const { incoming, home } = setup;
  return {
    steps: [
      ...exportKey(setup),
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.mbsyncrc`. If you have such a file, add it at the end, behind an empty line.',
          de: 'Speichern Sie dies als `{home}/.mbsyncrc`. Gibt es die Datei schon, fügen Sie es an ihrem Ende hinzu, nach einer leeren Zeile.',
        },
        file: {
          path: `${home}/.mbsyncrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(incoming === null ? null : writtenAs(MBSYNCRC, sectionsFor(setup, incoming))),
          // From 1.5 on.
          addition: { alsoAt: [`${home}/.config/isyncrc`], comes: 'last', onlyOne: null },
        },
      },
      {
        text: {
          en: 'Make the folder for your mail, and fetch it.',
          de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie sie ab.',
        },
        block: {
          caption: SHELL,
          text: 'mkdir -p ~/Mail && mbsync letterlock\n',
        },
      },
    ],
    proof: {
      en: '`mbsync` ends without an error, and `~/Mail` has your folders.',
      de: '`mbsync` endet ohne Fehler, und in `~/Mail` liegen Ihre Ordner.',
    },
  };
}

function sectionsFor(setup: Setup, side: ChosenSide): readonly (readonly MbsyncLine[])[] {
  const { endpoint, username } = side;
  return [
    [
      ['IMAPAccount', 'letterlock'],
      ['Host', endpoint.host],
      ['Port', String(endpoint.port)],
      ['User', username],
      ...passwordLines(setup, side),
      // From 1.5 on it is called TLSType; this name is still taken.
      ['SSLType', endpoint.connectionSecurity === 'starttls' ? 'STARTTLS' : 'IMAPS'],
      ...lineFor('CertificateFile', setup.trustAnchorFile),
      ['AuthMechs', MECHANISM_NAMES[side.way] ?? side.way],
      ...lineFor('ClientCertificate', setup.key?.files.certificate ?? null),
      ...lineFor('ClientKey', setup.key?.files.privateKey ?? null),
    ],
    [
      ['IMAPStore', 'letterlock-remote'],
      ['Account', 'letterlock'],
    ],
    [
      ['MaildirStore', 'letterlock-local'],
      ['Path', '~/Mail/'],
      ['Inbox', '~/Mail/INBOX'],
      ['SubFolders', 'Verbatim'],
    ],
    [
      ['Channel', 'letterlock'],
      ['Far', ':letterlock-remote:'],
      ['Near', ':letterlock-local:'],
      ['Patterns', '*'],
      ['Create', 'Near'],
      ['SyncState', '*'],
    ],
  ];
}

// With PREAUTH no mechanism is used; without the line a password would be asked for where the server forgot the key.
const MECHANISM_NAMES: Readonly<Record<string, string>> = { PREAUTH: 'EXTERNAL', [LOGIN_COMMAND]: 'LOGIN' };

function passwordLines(setup: Setup, side: ChosenSide): readonly MbsyncLine[] {
  return [
    ...lineFor('Pass', passwordInFile(setup, side)),
    ...lineFor('PassCmd', passwordCommand(setup, side)),
  ];
}
