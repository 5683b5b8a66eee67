import { textOf } from './bytes.ts';
import { peerFailed } from './failures.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

/** PLAIN (RFC 4616 §2): `[authzid] NUL authcid NUL password`, exactly two NULs, name and password not empty. */
export const plainServer: ServerMaker = () => new PlainServer();

class PlainServer extends BaseServer {
  protected override next(response: Uint8Array): ServerStep {
    const [authzid = '', authcid = '', password = '', ...more] = (textOf(response) ?? '').split('\0');
    if (authcid === '' || password === '' || more.length > 0) return peerFailed('message-malformed');
    return { kind: 'credentials', credentials: { kind: 'password', authcid, authzid, password } };
  }
}
