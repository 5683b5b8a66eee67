import { shellWord } from '../../mail/quote.ts';
import { exportKey, keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { MSMTPRC, type MsmtpLines } from '../formats/msmtprc.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import type { WayIn } from '../way-in.ts';

/** msmtp: `~/.msmtprc`. It only sends; other programs call it for that. */
export function msmtpRecipe(setup: Setup): RecipeDraft {
  const { outgoing, home } = setup;
  return {
    steps: [
      ...exportKey(setup),
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.msmtprc`. If you have such a file, put it at its beginning, where no `defaults` of yours holds for it, and without the line `account "default : letterlock"` if there is a default account already.',
          de: 'Speichern Sie dies als `{home}/.msmtprc`. Gibt es die Datei schon, setzen Sie es an ihren Anfang, wo keine Ihrer `defaults` dafür gelten, und ohne die Zeile `account "default : letterlock"`, wenn dort schon ein Standardkonto (default) steht.',
        },
        file: {
          path: `${home}/.msmtprc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(outgoing === null ? null : writtenAs(MSMTPRC, linesFor(setup, outgoing))),
          addition: { alsoAt: [`${home}/.config/msmtp/config`], comes: 'first', onlyOne: 'account default' },
        },
      },
      {
        text: {
          en: 'Send yourself a mail.',
          de: 'Senden Sie sich selbst eine Mail.',
        },
        block: {
          caption: SHELL,
          text: sendLine(setup.address),
        },
      },
      {
        text: {
          en: 'Where another program is to send through msmtp, give it `msmtp --account=letterlock` as its command for sendmail. In Mutt that is `set sendmail="msmtp --account=letterlock"`, without `smtp_url`.',
          de: 'Soll ein anderes Programm über msmtp senden, geben Sie ihm `msmtp --account=letterlock` als Befehl für sendmail. In Mutt ist das `set sendmail="msmtp --account=letterlock"`, ohne `smtp_url`.',
        },
      },
    ],
    proof: {
      en: '`msmtp` ends without any output, and the mail arrives.',
      de: '`msmtp` endet ohne Ausgabe, und die Mail kommt an.',
    },
  };
}

function sendLine(address: string): string | null {
  const word = shellWord(address);
  if (word === null) return null;
  return `printf 'Subject: msmtp\\n\\nIt works.\\n' | msmtp --account=letterlock -- ${word}\n`;
}

function linesFor(setup: Setup, side: ChosenSide): MsmtpLines {
  const { endpoint, username, way } = side;
  return [
    ['account', 'letterlock'],
    ['host', endpoint.host],
    ['port', String(endpoint.port)],
    ['from', setup.address],
    ['tls', 'on'],
    ['tls_starttls', endpoint.connectionSecurity === 'starttls' ? 'on' : 'off'],
    ...lineFor('tls_trust_file', setup.trustAnchorFile),
    ...lineFor('tls_cert_file', setup.key?.files.certificate ?? null),
    ...lineFor('tls_key_file', setup.key?.files.privateKey ?? null),
    // Never `on`: then it chooses, and not the strongest.
    ['auth', NAMES[way] ?? way.toLowerCase()],
    ['user', username],
    ...passwordLines(setup, side),
    ['account', 'default : letterlock'],
  ];
}

const NAMES: Readonly<Record<WayIn, string>> = { CERTIFICATE: 'off' };

function passwordLines(setup: Setup, side: ChosenSide): MsmtpLines {
  return [
    ...lineFor('password', passwordInFile(setup, side)),
    ...lineFor('passwordeval', passwordCommand(setup, side)),
  ];
}
