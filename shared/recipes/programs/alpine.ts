import { formatHost } from '../../mail/endpoint.ts';
import { SHELL } from '../common-steps.ts';
import { writtenAs } from '../formats/format.ts';
import { phrase } from '../formats/phrase.ts';
import { PINERC, pineUser, type PinercLine } from '../formats/pinerc.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';

/** Alpine: `~/.pinerc`. It chooses by itself how it signs in, and asks for the password. */
export function alpineRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      {
        text: {
          en: 'Save this as `{home}/.pinerc`. If you have such a file, write these values into it, where these names stand.',
          de: 'Speichern Sie dies als `{home}/.pinerc`. Gibt es die Datei schon, tragen Sie diese Werte dort ein, wo diese Namen stehen.',
        },
        file: {
          path: `${setup.home}/.pinerc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: pinercFor(setup),
        },
      },
      {
        text: {
          en: 'Start Alpine with its mailbox open. Leave the greeting with `E`, and give the password where it asks for it.',
          de: 'Starten Sie Alpine mit geöffnetem Posteingang. Verlassen Sie die Begrüßung mit `E`, und geben Sie das Passwort ein, wenn es danach fragt.',
        },
        block: { caption: SHELL, text: 'alpine -i\n' },
      },
    ],
    proof: {
      en: 'Alpine’s last line says `Folder "INBOX" opened`.',
      de: 'In der letzten Zeile von Alpine steht `Folder "INBOX" opened`.',
    },
  };
}

/** Null where a name cannot stand there. */
function pinercFor(setup: Setup): string | null {
  const { address, displayName, incoming, outgoing, trustAnchorFile } = setup;
  const mailbox = incoming === null ? undefined : serverFor(incoming, '/imap');
  const submission = outgoing === null ? undefined : serverFor(outgoing, '');
  if (mailbox === null || submission === null || /["\\<>]/.test(displayName)) return null;
  const sender = displayName === '' ? address : `${phrase(displayName)} <${address}>`;
  return writtenAs(PINERC, [
    ...(displayName === '' ? [] : [['personal-name', displayName] as const]),
    ['user-domain', address.slice(address.lastIndexOf('@') + 1)],
    ...(submission === undefined ? [] : [['smtp-server', submission] as const]),
    ...mailboxLines(mailbox),
    ['customized-hdrs', `From: ${sender}`],
    ...(trustAnchorFile === null ? [] : [['user-certs-file', trustAnchorFile] as const]),
  ]);
}

function mailboxLines(mailbox: string | undefined): readonly PinercLine[] {
  if (mailbox === undefined) return [];
  return [
    ['inbox-path', `{${mailbox}}INBOX`],
    ['folder-collections', `Mail {${mailbox}}[]`],
    ['default-fcc', 'Sent'],
  ];
}

/** `/tls` is STARTTLS, and no going on without it. */
function serverFor({ endpoint, username }: ChosenSide, service: string): string | null {
  const user = pineUser(username);
  const security = endpoint.connectionSecurity === 'starttls' ? 'tls' : 'ssl';
  if (user === null) return null;
  return `${formatHost(endpoint.host)}:${endpoint.port}${service}/${security}/user=${user}`;
}
