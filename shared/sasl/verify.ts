import { encodeBase64 } from './base64.ts';
import { equalInConstantTime, utf8, xor } from './bytes.ts';
import type { Credentials } from './credentials.ts';
import type { SaslCrypto } from './crypto.ts';
import { hex } from './hex.ts';
import { digestOf, type Identity, type ScramStoredKeys } from './identity.ts';
import { preparePassword } from './prepare.ts';

/**
 * Whether the credentials are those of the identity, and what the mechanism says with that (SCRAM's server-final-message,
 * OAUTHBEARER's error document). Where the protocol has no place for data with a success it goes out as one more
 * challenge, which the client answers without content; with a failure it always does.
 */
export interface Verification {
  readonly isAccepted: boolean;
  readonly additionalData: Uint8Array | null;
}

/**
 * Verifies what arrived against what is known. Never throws for anything that a peer sent; secrets are compared in
 * constant time.
 *
 * @param scramKeys for SCRAM, the stored keys that the exchange was answered with
 */
export async function verify(
  credentials: Credentials,
  identity: Identity,
  crypto: SaslCrypto,
  scramKeys?: ScramStoredKeys,
): Promise<Verification> {
  switch (credentials.kind) {
    case 'password':
      return plainly(await isPassword(credentials.password, identity, crypto));
    case 'cram-md5':
      return plainly(await isDigest(credentials, identity, crypto));
    case 'scram':
      return verifyScram(credentials, crypto, scramKeys);
    case 'external':
      return plainly(identity.kind === 'keys' && identity.fingerprints.includes(credentials.clientKey));
    case 'token':
      return isToken(credentials.token, identity)
        ? plainly(true)
        : // RFC 7628 §3.2.2.
          { isAccepted: false, additionalData: utf8('{"status":"invalid_token","schemes":"bearer"}') };
    case 'anonymous':
      return plainly(identity.kind === 'anonymous');
  }
}

function plainly(isAccepted: boolean): Verification {
  return { isAccepted, additionalData: null };
}

async function isPassword(password: string, identity: Identity, crypto: SaslCrypto): Promise<boolean> {
  const prepared = preparePassword(password, 'precis');
  const text = prepared.ok ? prepared.text : '';
  const like =
    identity.kind === 'hashed' ? identity.hashed : identity.kind === 'unknown' ? identity.like : undefined;
  if (like !== undefined) {
    const isSame = equalInConstantTime(await digestOf(crypto, text, like), like.digest);
    return isSame && prepared.ok && identity.kind === 'hashed';
  }
  if (identity.kind !== 'password') return false;
  const known = preparePassword(identity.password, 'precis');
  return prepared.ok && known.ok && equalInConstantTime(utf8(text), utf8(known.text));
}

async function isDigest(
  { challenge, digest }: Extract<Credentials, { kind: 'cram-md5' }>,
  identity: Identity,
  crypto: SaslCrypto,
): Promise<boolean> {
  // CRAM-MD5 needs the password itself on the server; for everybody else the same work is done, and nothing fits.
  const known = identity.kind === 'password' ? preparePassword(identity.password, 'precis') : null;
  const password = known?.ok === true ? known.text : '';
  const expected = hex(await crypto.hmac('MD5', utf8(password), challenge));
  return equalInConstantTime(utf8(expected), utf8(digest)) && password !== '';
}

/** RFC 5802 §3: ClientKey = ClientProof XOR HMAC(StoredKey, AuthMessage), and H(ClientKey) must be StoredKey. */
async function verifyScram(
  { hash, authMessage, clientProof }: Extract<Credentials, { kind: 'scram' }>,
  crypto: SaslCrypto,
  keys: ScramStoredKeys | undefined,
): Promise<Verification> {
  const refused = { isAccepted: false, additionalData: utf8('e=invalid-proof') };
  if (keys?.hash !== hash) return refused;
  const clientSignature = await crypto.hmac(hash, keys.storedKey, authMessage);
  if (clientProof.length !== clientSignature.length) return refused;
  const storedKey = await crypto.hash(hash, xor(clientProof, clientSignature));
  if (!equalInConstantTime(storedKey, keys.storedKey)) return refused;
  const serverSignature = await crypto.hmac(hash, keys.serverKey, authMessage);
  return { isAccepted: true, additionalData: utf8(`v=${encodeBase64(serverSignature)}`) };
}

function isToken(token: string, identity: Identity): boolean {
  if (identity.kind !== 'tokens') return false;
  const matches = identity.tokens.map((known) => equalInConstantTime(utf8(known), utf8(token)));
  return matches.includes(true);
}
