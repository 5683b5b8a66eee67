/** The public face of this library: everything that a program which signs in, or lets sign in, needs. */
export { decodeBase64, encodeBase64 } from './base64.ts';
export {
  boundSecondTry,
  channelBindingTypes,
  type ChannelBinding,
  type ChannelBindingType,
  type ClientBinding,
  type TlsChannel,
} from './channel-binding.ts';
export {
  chooseMechanism,
  type Choice,
  type Chosen,
  type LeftOutReason,
  type Policy,
  type Situation,
} from './choose.ts';
export {
  saslClient,
  type ClientCredentials,
  type ClientOptions,
  type SaslClient,
  type SaslNote,
  type SaslOutcome,
  type SaslStep,
} from './client.ts';
export type { Credentials } from './credentials.ts';
export type { HashName, SaslCrypto, ScryptCost } from './crypto.ts';
export { SCRAM_ERRORS, type SaslFailure, type ScramError } from './failures.ts';
export {
  hashPassword,
  makeScramKeys,
  scramKeysFor,
  type HashedPassword,
  type Identity,
  type ScramStoredKeys,
} from './identity.ts';
export { mechanismNamed, mechanisms, type Mechanism } from './mechanisms.ts';
export { saslServer, type SaslServer, type ServerOptions, type ServerStep } from './server.ts';
export { verify, type Verification } from './verify.ts';
