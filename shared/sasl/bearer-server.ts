import { textOf } from './bytes.ts';
import { peerFailed } from './failures.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';
import { unescapeName } from './scram-messages.ts';

/** How each of the two writes its message; `␁` stands for the separator %x01. */
const FORMS: Readonly<Record<string, RegExp>> = {
  // RFC 7628 §3.1: gs2-header, then key=value pairs, each ended by %x01, and one more %x01.
  oauthbearer: form(
    '^n,(?:a=(?<name>[^,]+))?,␁(?:(?!auth=)[a-z]+=[^␁]*␁)*auth=Bearer (?<token>[^␁]+)␁(?:[a-z]+=[^␁]*␁)*␁$',
  ),
  xoauth2: form('^user=(?<user>[^␁]+)␁auth=Bearer (?<token>[^␁]+)␁␁$'),
};

function form(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll('␁', '\\u0001'), 'is');
}

/** OAUTHBEARER (RFC 7628) and XOAUTH2: one message with a name and a bearer token. */
export const bearerServer: ServerMaker = ({ family }) => new BearerServer(FORMS[family ?? ''] ?? /$^/);

class BearerServer extends BaseServer {
  readonly #form: RegExp;

  constructor(form: RegExp) {
    super();
    this.#form = form;
  }

  protected override next(response: Uint8Array): ServerStep {
    const { name, user, token } = this.#form.exec(textOf(response) ?? '')?.groups ?? {};
    const authcid = name === undefined ? (user ?? '') : unescapeName(name);
    if (token === undefined || authcid === null) return peerFailed('message-malformed');
    return { kind: 'credentials', credentials: { kind: 'token', authcid, authzid: '', token } };
  }
}
