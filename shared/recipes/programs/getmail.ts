import { keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import type { System } from '../facts/program-facts.ts';
import { writtenAs } from '../formats/format.ts';
import { RAW_INI, type IniLine, type IniSections } from '../formats/python-ini.ts';
import { pythonTuple } from '../formats/python-words.ts';
import { isImapAtom } from '../imap-atom.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND } from '../way-in.ts';

/** getmail6: its `getmailrc`, and a folder that new mails are put into. */
export function getmailRecipe(setup: Setup): RecipeDraft {
  const { incoming, home } = setup;
  return {
    steps: [
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.config/getmail/getmailrc`. If you have such a file, give this one another name there, and name it with `getmail --rcfile`.',
          de: 'Speichern Sie dies als `{home}/.config/getmail/getmailrc`. Gibt es die Datei schon, geben Sie dieser dort einen anderen Namen und nennen ihn mit `getmail --rcfile`.',
        },
        file: {
          path: `${home}/.config/getmail/getmailrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: incoming === null ? null : textFor(setup, incoming),
        },
      },
      {
        text:
          setup.password.kind === 'ask'
            ? {
                en: 'Make the folder for your mail, and fetch what is new. getmail asks for the password.',
                de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie ab, was neu ist. getmail fragt nach dem Passwort.',
              }
            : {
                en: 'Make the folder for your mail, and fetch what is new.',
                de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie ab, was neu ist.',
              },
        block: {
          caption: SHELL,
          text: 'mkdir -p ~/Maildir/cur ~/Maildir/new ~/Maildir/tmp && getmail\n',
        },
      },
    ],
    proof: {
      en: 'getmail says how many messages it retrieved; `~/Maildir/new` has them, and they stay at the server as well.',
      de: 'getmail meldet, wie viele Nachrichten es geholt hat; sie liegen in `~/Maildir/new` und bleiben auch auf dem Server.',
    },
  };
}

function textFor(setup: Setup, side: ChosenSide): string | null {
  const { username, way } = side;
  // It sends the name of LOGIN as it stands, and fills in what looks like a variable in a path.
  const isPathPlain = setup.trustAnchorFile?.includes('$') !== true;
  if (!isPathPlain || (way === LOGIN_COMMAND && !isImapAtom(username))) return null;
  const sections = sectionsFor(setup, side);
  return sections === null ? null : writtenAs(RAW_INI, sections);
}

const SYSTEM_ANCHORS: Readonly<Partial<Record<System, string>>> = {
  linux: '/etc/ssl/certs/ca-certificates.crt',
  macos: '/etc/ssl/cert.pem',
};

function sectionsFor(setup: Setup, side: ChosenSide): IniSections | null {
  const { endpoint, username, way } = side;
  const anchors = setup.trustAnchorFile ?? SYSTEM_ANCHORS[setup.system];
  const password = passwordLines(setup, side);
  if (anchors === undefined || password === null) return null;
  return [
    [
      'retriever',
      [
        ['type', 'SimpleIMAPSSLRetriever'],
        ['server', endpoint.host],
        ['port', String(endpoint.port)],
        ['username', username],
        ...password,
        ['use_cram_md5', way === 'CRAM-MD5' ? 'True' : 'False'],
        // Without this line no certificate is looked at.
        ['ca_certs', anchors],
      ],
    ],
    [
      'destination',
      [
        ['type', 'Maildir'],
        ['path', '~/Maildir/'],
      ],
    ],
    [
      'options',
      [
        ['read_all', 'False'],
        ['delete', 'False'],
      ],
    ],
  ];
}

/** Null where the command has a word that Python, which evaluates the line, could take for something else. */
function passwordLines(setup: Setup, side: ChosenSide): readonly IniLine[] | null {
  const own = passwordInFile(setup, side);
  if (own !== null) return [['password', own]];
  const command = passwordCommand(setup, side);
  if (command === null) return [];
  const tuple = pythonTuple(command.split(' '));
  return tuple === null ? null : [['password_command', tuple]];
}
