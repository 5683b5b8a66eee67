import { formatHost } from '../../mail/endpoint.ts';
import type { Text } from '../../mail/page.ts';
import { CURL_SCHEMES } from '../../mail/tool-words.ts';
import { sideOf } from '../choose-way.ts';
import { exportKey, SHELL } from '../common-steps.ts';
import type { MailSide } from '../facts/program-facts.ts';
import { CURLRC, type CurlLine } from '../formats/curlrc.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { isKeyWay, LOGIN_COMMAND, type WayIn } from '../way-in.ts';

/** curl: for each server a file for `curl -K`, that signs in and changes nothing. The password is asked for, and in no argument. */
export function curlRecipe(setup: Setup): RecipeDraft {
  const sides = [setup.incoming, setup.outgoing].filter((side) => side !== null);
  return {
    steps: [...exportKey(setup), ...sides.flatMap((side) => stepsFor(setup, side))],
    proof: {
      en: 'curl shows an answer of the server, as `STATUS`, `250` or a list of numbers, and no error. The error 67 is a sign-in that was refused; 60 is a certificate that is not trusted.',
      de: 'curl zeigt eine Antwort des Servers, etwa `STATUS`, `250` oder eine Liste von Zahlen, und keinen Fehler. Der Fehler 67 ist eine abgelehnte Anmeldung, 60 ein Zertifikat, dem nicht vertraut wird.',
    },
  };
}

function stepsFor(setup: Setup, side: ChosenSide): readonly StepDraft[] {
  const { protocol } = side.endpoint;
  const name = `letterlock-${protocol}.curl`;
  return [
    {
      text: {
        en: 'Save this as `{home}/{file}`.',
        de: 'Speichern Sie dies als `{home}/{file}`.',
      },
      values: { file: name },
      file: {
        path: `${setup.home}/${name}`,
        mediaType: 'text/plain',
        isPrivate: true,
        text: writtenText(setup, side),
      },
    },
    {
      text: wordsFor(setup, side),
      values: { host: side.endpoint.host },
      block: {
        caption: SHELL,
        // -q: settings of one's own are left aside.
        text: `curl -q -K ~/${name}\n`,
      },
    },
  ];
}

function wordsFor({ password }: Setup, { way }: ChosenSide): Text {
  if (way === 'CERTIFICATE')
    return {
      en: 'Connect to {host} with the key. `250` shows that the server did not refuse the key; whether mail may be sent with it shows when you send one. Nothing is changed there.',
      de: 'Verbinden Sie sich mit dem Schlüssel mit {host}. `250` zeigt, dass der Server den Schlüssel nicht ablehnt; ob er auch zum Senden reicht, zeigt sich erst beim Senden. Dort ändert sich nichts.',
    };
  if (isKeyWay(way) || password.kind === 'file')
    return {
      en: 'Sign in at {host}. Nothing is changed there.',
      de: 'Melden Sie sich bei {host} an. Dort ändert sich nichts.',
    };
  return {
    en: 'Sign in at {host}. curl asks for the password, and shows nothing of it. Nothing is changed there.',
    de: 'Melden Sie sich bei {host} an. curl fragt nach dem Passwort und zeigt nichts davon. Dort ändert sich nichts.',
  };
}

/** Null for a name that curl would cut at its colon, as the rest would be the password; or for which it asks for none. */
function writtenText(setup: Setup, side: ChosenSide): string | null {
  return /^;|:/.test(side.username) ? null : writtenAs(CURLRC, linesFor(setup, side));
}

// Changes nothing, and is answered only to those who are signed in; but for `NOOP`.
const REQUESTS: Readonly<Record<MailSide, string | null>> = {
  imap: 'STATUS INBOX (MESSAGES)',
  // curl's own is LIST; it waits for more lines than STAT has.
  pop3: null,
  submission: 'NOOP',
};

function linesFor(setup: Setup, side: ChosenSide): readonly CurlLine[] {
  const { endpoint, username, way } = side;
  const { host, port, connectionSecurity } = endpoint;
  const name = sideOf(endpoint);
  const schemes = CURL_SCHEMES[endpoint.protocol];
  if (name === null || schemes === null) return [];
  const { files } = setup.key ?? {};
  const isImplicit = connectionSecurity === 'implicit-tls';
  const auth: readonly CurlLine[] = [
    ['user', username + passwordPart(setup, side)],
    ...lineFor('login-options', optionsFor(way)),
  ];
  return [
    ['url', `${isImplicit ? schemes.secure : schemes.plain}://${formatHost(host)}:${port}/`],
    ...lineFor('request', REQUESTS[name]),
    ['silent', null],
    ['show-error', null],
    ...(isImplicit ? [] : [['ssl-reqd', null] as const]),
    ...lineFor('cacert', setup.trustAnchorFile),
    // A server that lets in by the certificate alone is sent no name.
    ...(way === 'CERTIFICATE' ? [] : auth),
    ...lineFor('cert', files === undefined ? null : certificatePath(files.certificate)),
    ...lineFor('key', files?.privateKey ?? null),
  ];
}

/** None for the old commands: it has no name for them, and takes them where the server has nothing better for it. */
function optionsFor(way: WayIn): string | null {
  if (way === LOGIN_COMMAND) return null;
  // With PREAUTH no mechanism is used; should the server not know the key, none but the key is tried.
  return `AUTH=${way === 'PREAUTH' ? 'EXTERNAL' : way}`;
}

/** An empty one is none: EXTERNAL is taken only then. */
function passwordPart({ password }: Setup, { way }: ChosenSide): string {
  if (isKeyWay(way)) return ':';
  return password.kind === 'file' ? `:${password.password}` : '';
}

/** What stands behind a colon would be the password of the key (curl(1), `--cert`). */
function certificatePath(path: string): string {
  return path.replaceAll(/[:\\]/g, String.raw`\$&`);
}
