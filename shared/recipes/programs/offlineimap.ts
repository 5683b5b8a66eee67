import { keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import { writtenAs } from '../formats/format.ts';
import { INTERPOLATED_INI, type IniLine, type IniSections } from '../formats/python-ini.ts';
import { pythonTuple } from '../formats/python-words.ts';
import { isImapAtom } from '../imap-atom.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND } from '../way-in.ts';

/** OfflineIMAP: `~/.offlineimaprc`, and a folder that the mailbox is copied to. */
export function offlineimapRecipe(setup: Setup): RecipeDraft {
  const { incoming, home } = setup;
  return {
    steps: [
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.offlineimaprc`. If you have such a file, add the last three sections to it, and `letterlock` to the line `accounts`.',
          de: 'Speichern Sie dies als `{home}/.offlineimaprc`. Gibt es die Datei schon, fügen Sie ihr die letzten drei Abschnitte hinzu, und `letterlock` der Zeile `accounts`.',
        },
        file: {
          path: `${home}/.offlineimaprc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: incoming === null ? null : textFor(setup, incoming),
        },
      },
      {
        text:
          setup.password.kind === 'ask'
            ? {
                en: 'Make the folder for your mail, and fetch it. OfflineIMAP asks for the password.',
                de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie sie ab. OfflineIMAP fragt nach dem Passwort.',
              }
            : {
                en: 'Make the folder for your mail, and fetch it.',
                de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie sie ab.',
              },
        block: {
          caption: SHELL,
          text: 'mkdir -p ~/Mail && offlineimap -o -a letterlock\n',
        },
      },
    ],
    proof: {
      en: 'OfflineIMAP ends without an error, and `~/Mail` has your folders.',
      de: 'OfflineIMAP endet ohne Fehler, und in `~/Mail` liegen Ihre Ordner.',
    },
  };
}

function textFor(setup: Setup, side: ChosenSide): string | null {
  const { username, way } = side;
  // It sends the name of LOGIN as it stands, and fills in what looks like a variable in a path.
  const isPathPlain = setup.trustAnchorFile?.includes('$') !== true;
  if (!isPathPlain || (way === LOGIN_COMMAND && !isImapAtom(username))) return null;
  const password = passwordLines(setup, side);
  return password === null ? null : writtenAs(INTERPOLATED_INI, sectionsFor(setup, side, password));
}

function sectionsFor(
  { trustAnchorFile }: Setup,
  { endpoint, username, way }: ChosenSide,
  password: readonly IniLine[],
): IniSections {
  return [
    ['general', [['accounts', 'letterlock']]],
    [
      'Account letterlock',
      [
        ['localrepository', 'letterlock-local'],
        ['remoterepository', 'letterlock-remote'],
      ],
    ],
    [
      'Repository letterlock-local',
      [
        ['type', 'Maildir'],
        ['localfolders', '~/Mail'],
      ],
    ],
    [
      'Repository letterlock-remote',
      [
        ['type', 'IMAP'],
        ['remotehost', endpoint.host],
        ['remoteport', String(endpoint.port)],
        ['remoteuser', username],
        ...password,
        ['auth_mechanisms', way === LOGIN_COMMAND ? 'LOGIN' : way],
        ['ssl', 'yes'],
        ['starttls', 'no'],
        // Without this line it trusts no server at all.
        ['sslcacertfile', trustAnchorFile ?? 'OS-DEFAULT'],
      ],
    ],
  ];
}

/** Null where the command has a word that Python, which evaluates the line, could take for something else. */
function passwordLines(setup: Setup, side: ChosenSide): readonly IniLine[] | null {
  const own = passwordInFile(setup, side);
  if (own !== null) return [['remotepass', own]];
  const command = passwordCommand(setup, side);
  if (command === null) return [];
  const tuple = pythonTuple(command.split(' '));
  if (tuple === null) return null;
  // No shell runs it: these are its words.
  const printed = `__import__("subprocess").check_output(${tuple})`;
  return [['remotepasseval', String.raw`${printed}.decode().rstrip("\n")`]];
}
