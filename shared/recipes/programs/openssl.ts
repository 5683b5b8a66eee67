import { formatHost } from '../../mail/endpoint.ts';
import { isIpAddress } from '../../mail/hostname.ts';
import { shellWord } from '../../mail/quote.ts';
import { OPENSSL_STARTTLS } from '../../mail/tool-words.ts';
import { sideOf } from '../choose-way.ts';
import { exportKey, SHELL } from '../common-steps.ts';
import type { MailSide } from '../facts/program-facts.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';

/** OpenSSL: lines that look at a server. The key, where there is one, goes only to a server whose certificate is verified. */
export function opensslRecipe(setup: Setup): RecipeDraft {
  const sides = [setup.incoming, setup.outgoing].filter((side) => side !== null);
  return {
    steps: [...exportKey(setup), ...sides.flatMap((side) => stepsFor(setup, side))],
    proof: {
      en: 'The first command says `Verification: OK`. The server’s own words come last; `PREAUTH` in them says that the key alone let you in. Nothing else here is a sign-in, and nothing was changed.',
      de: 'Der erste Befehl meldet `Verification: OK`. Die Worte des Servers kommen zuletzt; steht `PREAUTH` darin, hat der Schlüssel allein Sie eingelassen. Nichts sonst ist hier eine Anmeldung, und nichts wurde geändert.',
    },
  };
}

function stepsFor(setup: Setup, side: ChosenSide): readonly StepDraft[] {
  const name = sideOf(side.endpoint);
  const words = connectWords(setup, side);
  const key = keyWords(setup);
  if (name === null) return [];
  const line = (options: readonly string[] | null, end: string): string | null =>
    words === null || options === null ? null : `${[...words, ...options].join(' ')}${end}\n`;
  const values = { host: side.endpoint.host };
  return [
    {
      text: {
        en: 'See whether {host} is reached by TLS, and whether its certificate is trusted here.',
        de: 'Sehen Sie nach, ob {host} über TLS erreicht wird und ob seinem Zertifikat hier vertraut wird.',
      },
      values,
      block: { caption: SHELL, text: line(['-brief'], ' </dev/null') },
    },
    {
      text: {
        en: 'See whose certificate that is, and until when it is good.',
        de: 'Sehen Sie nach, wessen Zertifikat das ist und wie lange es gilt.',
      },
      block: {
        caption: SHELL,
        text: line(
          [],
          ' </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName -fingerprint -sha256',
        ),
      },
    },
    {
      text: {
        en: 'Talk to {host}. When it is connected, type `{ask}`, and `{end}` to end. This goes on only where the certificate is trusted.',
        de: 'Sprechen Sie mit {host}. Steht die Verbindung, tippen Sie `{ask}`, und `{end}`, um aufzuhören. Das geht nur weiter, wo dem Zertifikat vertraut wird.',
      },
      values: { ...values, ...WORDS[name] },
      block: {
        caption: SHELL,
        text: line(key === null ? null : ['-quiet', '-crlf', ...TRUSTED, ...key], ''),
      },
    },
  ];
}

// What asks a server for what it can, and what ends the talk.
const WORDS: Readonly<Record<MailSide, { readonly ask: string; readonly end: string }>> = {
  imap: { ask: 'a CAPABILITY', end: 'b LOGOUT' },
  pop3: { ask: 'CAPA', end: 'QUIT' },
  submission: { ask: 'EHLO localhost', end: 'QUIT' },
};

const TRUSTED = ['-verify_return_error'];

/** Null where the path of the trust anchor cannot stand in a line. */
function connectWords({ trustAnchorFile }: Setup, { endpoint }: ChosenSide): readonly string[] | null {
  const { protocol, host, port, connectionSecurity } = endpoint;
  const anchor = optionOf('-CAfile', trustAnchorFile);
  if (anchor === null) return null;
  // An address is verified as such, and never sent as the server's name (RFC 6066 §3).
  const verified = isIpAddress(host)
    ? ['-noservername', '-verify_ip', host]
    : ['-servername', host, '-verify_hostname', host];
  return [
    ...['openssl', 's_client', '-connect', `${formatHost(host)}:${port}`],
    ...verified,
    ...(connectionSecurity === 'implicit-tls' ? [] : ['-starttls', OPENSSL_STARTTLS[protocol]]),
    ...anchor,
  ];
}

function keyWords({ key }: Setup): readonly string[] | null {
  if (key === null) return [];
  const words = [optionOf('-cert', key.files.certificate), optionOf('-key', key.files.privateKey)];
  return words.every((word) => word !== null) ? words.flat() : null;
}

function optionOf(option: string, path: string | null): readonly string[] | null {
  if (path === null) return [];
  const word = shellWord(path);
  return word === null ? null : [option, word];
}
