import { shellWord } from '../../mail/quote.ts';
import { formatHost } from '../../mail/endpoint.ts';
import { byCommand, keepPassword, passwordCommand, SHELL } from '../common-steps.ts';
import { AERC_ACCOUNTS, mailbox, type AercLine } from '../formats/aerc-accounts.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { uriWord } from '../formats/uri-word.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';

/** aerc: `accounts.conf`, whose addresses of servers hold the user names. */
export function aercRecipe(asked: Setup): RecipeDraft {
  const setup = byCommand(asked);
  return {
    steps: [
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.config/aerc/accounts.conf`, so that only you can read it: aerc insists on that. If you have such a file, add it at the end.',
          de: 'Speichern Sie dies als `{home}/.config/aerc/accounts.conf`, und zwar so, dass nur Sie es lesen können: aerc besteht darauf. Gibt es die Datei schon, fügen Sie es an ihrem Ende hinzu.',
        },
        file: {
          path: `${setup.home}/.config/aerc/accounts.conf`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(accountFor(setup)),
          addition: { alsoAt: [], comes: 'last', onlyOne: null },
        },
      },
      {
        text:
          setup.trustAnchorFile === null
            ? { en: 'Start aerc.', de: 'Starten Sie aerc.' }
            : {
                en: 'Start aerc so that it trusts the certificates in that file, too.',
                de: 'Starten Sie aerc so, dass es auch den Zertifikaten in dieser Datei vertraut.',
              },
        block: {
          caption: SHELL,
          text: startLine(setup),
        },
      },
    ],
    proof: {
      en: 'aerc’s last line says `Connected`, and your folders are at its left.',
      de: 'In der letzten Zeile von aerc steht `Connected`, und links sind Ihre Ordner.',
    },
  };
}

/** Null where a name cannot stand there. */
function accountFor(setup: Setup): string | null {
  const { incoming, outgoing } = setup;
  const from = mailbox(setup.displayName, setup.address);
  const source = incoming === null ? undefined : uriFor(setup, incoming, sourceScheme(incoming));
  const target = outgoing === null ? undefined : uriFor(setup, outgoing, outgoingScheme(outgoing));
  if (from === null || source === null || target === null) return null;
  const lines: readonly AercLine[] = [
    // It takes no account without a place for mails.
    ['source', source ?? `maildir://~/Mail`],
    ...lineFor('source-cred-cmd', incoming === null ? null : passwordCommand(setup, incoming)),
    ...(target === undefined ? [] : [['outgoing', target] as const]),
    ...lineFor('outgoing-cred-cmd', outgoing === null ? null : passwordCommand(setup, outgoing)),
    ...starttlsLine(setup),
    ['default', 'INBOX'],
    ['from', from],
  ];
  return writtenAs(AERC_ACCOUNTS, { name: 'Letterlock', lines });
}

function uriFor({ password }: Setup, { endpoint, username }: ChosenSide, scheme: string): string | null {
  const name = uriWord(username);
  const secret = password.kind === 'file' ? uriWord(password.password) : '';
  if (name === null || secret === null) return null;
  const userinfo = secret === '' ? name : `${name}:${secret}`;
  return `${scheme}://${userinfo}@${formatHost(endpoint.host)}:${endpoint.port}`;
}

/** It chooses by itself how it signs in to IMAP. */
function sourceScheme({ endpoint }: ChosenSide): string {
  return endpoint.connectionSecurity === 'starttls' ? 'imap' : 'imaps';
}

function outgoingScheme({ endpoint, way }: ChosenSide): string {
  const scheme = endpoint.connectionSecurity === 'starttls' ? 'smtp' : 'smtps';
  return `${scheme}+${way.toLowerCase()}`;
}

/** Newer versions do so by themselves, and warn of the line; where the version is not known, it has to stand there. */
function starttlsLine({ program, outgoing }: Setup): readonly AercLine[] {
  const isNeeded = program.since === null && outgoing?.endpoint.connectionSecurity === 'starttls';
  return isNeeded ? [['smtp-starttls', 'yes']] : [];
}

function startLine({ trustAnchorFile }: Setup): string | null {
  if (trustAnchorFile === null) return 'aerc\n';
  const file = shellWord(trustAnchorFile);
  return file === null ? null : `SSL_CERT_FILE=${file} aerc\n`;
}
