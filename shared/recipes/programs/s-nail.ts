import { formatHost } from '../../mail/endpoint.ts';
import { exportKey, keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import { writtenAs } from '../formats/format.ts';
import { MAILRC, type MailrcLine } from '../formats/mailrc.ts';
import { phrase } from '../formats/phrase.ts';
import { uriWord } from '../formats/uri-word.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { isKeyWay, LOGIN_COMMAND } from '../way-in.ts';

/** S-nail: an account in `~/.mailrc`. */
export function sNailRecipe(setup: Setup): RecipeDraft {
  const { home } = setup;
  return {
    steps: [
      ...exportKey(setup),
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.mailrc`. If you have such a file, add this at its end.',
          de: 'Speichern Sie dies als `{home}/.mailrc`. Gibt es die Datei schon, fügen Sie es an ihrem Ende hinzu.',
        },
        file: {
          path: `${home}/.mailrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(textFor(setup)),
          addition: { alsoAt: [], comes: 'last', onlyOne: null },
        },
      },
      {
        text:
          setup.password.kind === 'ask'
            ? {
                en: 'Open S-nail with this account. To write a mail, put the address behind it. S-nail asks for a password only in a terminal: a script cannot send with it.',
                de: 'Öffnen Sie S-nail mit diesem Konto. Um eine Mail zu schreiben, setzen Sie die Adresse dahinter. Nach einem Passwort fragt S-nail nur in einem Terminal: Ein Skript kann damit nicht senden.',
              }
            : {
                en: 'Open S-nail with this account. To write a mail, put the address behind it.',
                de: 'Öffnen Sie S-nail mit diesem Konto. Um eine Mail zu schreiben, setzen Sie die Adresse dahinter.',
              },
        block: {
          caption: SHELL,
          text: 's-nail -A letterlock\n',
        },
      },
    ],
    proof: {
      en: 'S-nail lists your mails, or says that there are none, and shows no error.',
      de: 'S-nail listet Ihre Mails auf oder meldet, dass es keine gibt, und zeigt keinen Fehler.',
    },
  };
}

function textFor(setup: Setup): string | null {
  const { incoming, outgoing, key, trustAnchorFile } = setup;
  // It fills in variables in these paths, and takes a comma for the end of one.
  const paths = [trustAnchorFile, key?.files.certificate, key?.files.privateKey];
  const from = fromLine(setup);
  const inbox = incoming === null ? [] : incomingLines(setup, incoming);
  const mta = outgoing === null ? [] : outgoingLines(setup, outgoing);
  if (paths.some((path) => /[$,\\]/.test(path ?? '')) || inbox === null || mta === null) return null;
  return writtenAs(MAILRC, {
    name: 'letterlock',
    lines: [
      ['set', 'from', from],
      // A server whose certificate is not trusted is not spoken to; and an error in sending is shown.
      ['set', 'tls-verify', 'strict'],
      ['set', 'sendwait', null],
      // One that stands before the account is for another server.
      ['unset', 'password', null],
      ...lineFor('tls-ca-file', trustAnchorFile),
      ...inbox,
      ...mta,
    ],
  });
}

function fromLine({ address, displayName }: Setup): string {
  return displayName === '' ? address : `${phrase(displayName)} <${address}>`;
}

/** For this server alone: at one with PREAUTH the password would fail where the key is shown, too. */
function keyLines({ key }: Setup, side: ChosenSide): readonly MailrcLine[] {
  if (key === null || !isKeyWay(side.way)) return [];
  const { certificate, privateKey } = key.files;
  const pair = `Certificate=${certificate},PrivateKey=${privateKey}`;
  return [['set', `tls-config-pairs-${hostOf(side)}`, pair]];
}

function incomingLines(setup: Setup, side: ChosenSide): readonly MailrcLine[] | null {
  const user = uriWord(side.username);
  if (user === null) return null;
  const isStarttls = side.endpoint.connectionSecurity !== 'implicit-tls';
  return [
    ['set', 'inbox', `${isStarttls ? 'imap' : 'imaps'}://${user}@${hostOf(side)}/INBOX`],
    ...(isStarttls ? [['set', 'imap-use-starttls', null] as const] : []),
    ['set', 'imap-auth', side.way === LOGIN_COMMAND ? 'login' : side.way.toLowerCase()],
    ...keyLines(setup, side),
    ...passwordLines(setup, side),
  ];
}

function outgoingLines(setup: Setup, side: ChosenSide): readonly MailrcLine[] | null {
  const user = uriWord(side.username);
  if (user === null) return null;
  const isStarttls = side.endpoint.connectionSecurity !== 'implicit-tls';
  return [
    ['set', 'mta', `${isStarttls ? 'smtp' : 'smtps'}://${user}@${hostOf(side)}`],
    ...(isStarttls ? [['set', 'smtp-use-starttls', null] as const] : []),
    // By the certificate alone nobody signs in.
    ['set', 'smtp-auth', side.way === 'CERTIFICATE' ? 'none' : side.way.toLowerCase()],
    ...keyLines(setup, side),
    ...passwordLines(setup, side),
  ];
}

function hostOf({ endpoint }: ChosenSide): string {
  return `${formatHost(endpoint.host)}:${endpoint.port}`;
}

function passwordLines(setup: Setup, side: ChosenSide): readonly MailrcLine[] {
  const name = `password-${hostOf(side)}`;
  const command = passwordCommand(setup, side);
  if (command !== null) return [['from-command', name, command]];
  return lineFor(name, passwordInFile(setup, side));
}

function lineFor(name: string, value: string | null): readonly MailrcLine[] {
  return value === null ? [] : [['set', name, value]];
}
