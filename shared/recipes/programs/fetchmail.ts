import { exportKey, passwordInFile, SHELL } from '../common-steps.ts';
import { FETCHMAILRC, type FetchmailLine } from '../formats/fetchmailrc.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { isKeyWay, LOGIN_COMMAND } from '../way-in.ts';

/** fetchmail: `~/.fetchmailrc`, and a folder that new mails are put into. It takes no password from a command: it asks. */
export function fetchmailRecipe(setup: Setup): RecipeDraft {
  const { incoming, home } = setup;
  return {
    steps: [
      ...exportKey(setup),
      {
        text: {
          en: 'Save this as `{home}/.fetchmailrc`. If you have such a file, add it at the end.',
          de: 'Speichern Sie dies als `{home}/.fetchmailrc`. Gibt es die Datei schon, fügen Sie es an ihrem Ende hinzu.',
        },
        file: {
          path: `${home}/.fetchmailrc`,
          mediaType: 'text/plain',
          // fetchmail refuses one that others can read.
          isPrivate: true,
          text: marked(incoming === null ? null : writtenAs(FETCHMAILRC, linesFor(setup, incoming))),
          addition: { alsoAt: [], comes: 'last', onlyOne: null },
        },
      },
      {
        text: asks(setup)
          ? {
              en: 'Make the folder for your mail, and fetch what is new. fetchmail asks for the password, and keeps it nowhere.',
              de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie ab, was neu ist. fetchmail fragt nach dem Passwort und speichert es nirgends.',
            }
          : {
              en: 'Make the folder for your mail, and fetch what is new.',
              de: 'Legen Sie den Ordner für Ihre Mails an und holen Sie ab, was neu ist.',
            },
        block: {
          caption: SHELL,
          text: 'mkdir -p ~/Maildir/cur ~/Maildir/new ~/Maildir/tmp && fetchmail\n',
        },
      },
    ],
    proof: {
      en: 'fetchmail says how many messages it reads, or `No mail` where nothing is new; `~/Maildir/new` has them, and they stay at the server as well.',
      de: 'fetchmail meldet, wie viele Nachrichten es liest, oder `No mail`, wenn nichts neu ist; sie liegen in `~/Maildir/new` und bleiben auch auf dem Server.',
    },
  };
}

function asks({ incoming, password }: Setup): boolean {
  return incoming !== null && !isKeyWay(incoming.way) && password.kind !== 'file';
}

// Into a Maildir, through tmp (maildir(5)). A % would be fetchmail's; nothing that a person typed stands here.
const DELIVER = 'cd ~/Maildir && f=$(mktemp tmp/fetchmail.XXXXXXXXXX) && cat >$f && mv $f new/';

function linesFor(setup: Setup, side: ChosenSide): readonly FetchmailLine[] {
  const { endpoint, username, way } = side;
  const { trustAnchorFile, key } = setup;
  return [
    ['poll', endpoint.host],
    ['protocol', 'imap'],
    ['service', String(endpoint.port)],
    ['auth', AUTH_NAMES[way] ?? way.toLowerCase()],
    ['user', username],
    ...lineFor('password', passwordInFile(setup, side)),
    ...(endpoint.connectionSecurity === 'implicit-tls' ? [['ssl', null] as const] : []),
    // Without TLS, also where STARTTLS is missing, it ends.
    ['sslproto', 'auto'],
    ['sslcertck', null],
    ...lineFor('sslcertfile', trustAnchorFile),
    ...lineFor('sslcert', key?.files.certificate ?? null),
    ...lineFor('sslkey', key?.files.privateKey ?? null),
    ['keep', null],
    ['mda', DELIVER],
  ];
}

// With PREAUTH no mechanism is used; without the word a password would be asked for.
const AUTH_NAMES: Readonly<Record<string, string>> = { PREAUTH: 'external', [LOGIN_COMMAND]: 'password' };
