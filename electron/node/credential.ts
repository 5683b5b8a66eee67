import type { DeviceKey } from './keys/device-key.ts';

/** What somebody signs in with. It stands in no report. */
export type Credential = { readonly kind: 'password'; readonly password: string } | OtherCredential;

/** What is there in place of a password. It was read before the run. */
export type OtherCredential =
  | {
      readonly kind: 'key';
      readonly key: DeviceKey;
      /** Whether the person has revoked it; left out where it is no key that is kept here. */
      readonly isRevoked?: boolean;
    }
  /** A bearer token (RFC 6750). */
  | { readonly kind: 'token'; readonly token: string };
