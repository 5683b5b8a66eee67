import { utf8 } from './bytes.ts';
import type { Credentials, SaslClient, SaslOutcome, SaslStep } from './client.ts';
import type { SaslCrypto } from './crypto.ts';
import type { Mechanism } from './mechanisms.ts';
import { prepare } from './prepare.ts';

/** CRAM-MD5 (RFC 2195): the server sends a challenge, the client its name and HMAC-MD5 of it in hex. */
export function cramMd5Client(_: Mechanism, credentials: Credentials, crypto: SaslCrypto): SaslClient {
  let answered = false;
  return {
    iterationCount: null,
    async start(): Promise<SaslStep> {
      const prepared = prepare(credentials);
      return 'by' in prepared ? { kind: 'failed', failure: prepared } : { kind: 'wait' };
    },
    async respond(challenge: Uint8Array): Promise<SaslStep> {
      const prepared = prepare(credentials);
      if ('by' in prepared) return { kind: 'failed', failure: prepared };
      // RFC 2195 §2: the challenge is never empty; one answer belongs to it.
      if (answered || challenge.length === 0) {
        return { kind: 'failed', failure: { by: 'peer', reason: 'step-unexpected' } };
      }
      answered = true;
      const digest = await crypto.hmac('MD5', utf8(prepared.password), challenge);
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { kind: 'send', bytes: utf8(`${prepared.authcid} ${hex}`) };
    },
    async conclude(): Promise<SaslOutcome> {
      return answered
        ? { kind: 'done', serverVerified: null }
        : { kind: 'failed', failure: { by: 'peer', reason: 'step-unexpected' } };
    },
  };
}
