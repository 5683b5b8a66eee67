import type { HashName } from './crypto.ts';

/** What a client handed to a server, read and not yet believed. Names are as they came: prepare them before a lookup. */
export type Credentials =
  | {
      readonly kind: 'password';
      readonly authcid: string;
      readonly authzid: string;
      readonly password: string;
    }
  | {
      readonly kind: 'cram-md5';
      readonly authcid: string;
      readonly authzid: '';
      readonly challenge: Uint8Array;
      /** Lower-case hex. */
      readonly digest: string;
    }
  | {
      readonly kind: 'scram';
      readonly authcid: string;
      readonly authzid: string;
      readonly hash: HashName;
      readonly authMessage: Uint8Array;
      readonly clientProof: Uint8Array;
    }
  | { readonly kind: 'external'; readonly authcid: ''; readonly authzid: string; readonly clientKey: string }
  | { readonly kind: 'token'; readonly authcid: string; readonly authzid: ''; readonly token: string }
  | { readonly kind: 'anonymous'; readonly authcid: ''; readonly authzid: ''; readonly trace: string };
