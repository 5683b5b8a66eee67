import { utf8 } from './bytes.ts';
import type { Credentials, SaslClient, SaslOutcome, SaslStep } from './client.ts';
import type { SaslCrypto } from './crypto.ts';
import type { Mechanism } from './mechanisms.ts';
import { prepare } from './prepare.ts';

/**
 * PLAIN (RFC 4616): `NUL authcid NUL password`, with an empty authzid. The server learns the password, so the caller
 * must have verified TLS; nothing in here can know that.
 */
export function plainClient(_: Mechanism, credentials: Credentials, __: SaslCrypto): SaslClient {
  return {
    iterationCount: null,
    async start(): Promise<SaslStep> {
      const prepared = prepare(credentials);
      if ('by' in prepared) return { kind: 'failed', failure: prepared };
      return { kind: 'send', bytes: utf8(`\0${prepared.authcid}\0${prepared.password}`) };
    },
    async respond(): Promise<SaslStep> {
      // RFC 4616 §2: the exchange is a single message; a challenge behind it is a fault of the server.
      return { kind: 'failed', failure: { by: 'peer', reason: 'step-unexpected' } };
    },
    async conclude(): Promise<SaslOutcome> {
      return { kind: 'done', serverVerified: null };
    },
  };
}
