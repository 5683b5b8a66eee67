import type { Language } from '../findings/explain.ts';
import type { Device, Fingerprints, KeyAlgorithm, KeyForm, ServerKind } from '../mail/device.ts';
import type { InputProblem } from '../mail/parsed.ts';
import type { Page } from '../registration/page.ts';
import type { RunRequest, RunStart } from './contract.ts';

/** What seals private keys: the system's keyring, or where it has none a passphrase of the person. */
export type KeyProtection = 'keyring' | 'passphrase';

/** A key of this computer, as it is shown. Nothing of it is secret. */
export interface ShownKey {
  readonly device: Device;
  readonly sealedBy: KeyProtection;
  readonly fingerprints: Fingerprints;
  /** What an administrator adds to Dovecot's bundle. */
  readonly dovecotEntry: string;
}

/** What a new key is to be, as typed; the engine's side parses it. */
export interface NewKeyRequest {
  readonly name: string;
  /** The user name that it signs in as. */
  readonly login: string;
  /** Ids of the mail programs that it is for. */
  readonly programs: readonly string[];
  /** Null: what these programs can take. */
  readonly algorithm: KeyAlgorithm | null;
  /** True: the certificate says that it is for clients of TLS. */
  readonly statesPurpose: boolean;
  /** Null where the keyring protects the key. */
  readonly passphrase: string | null;
}

/** A server that a key is for, as chosen and typed. */
export interface KeyPlace {
  readonly server: ServerKind;
  readonly host: string;
}

/** A page in every language. */
export type Pages = Readonly<Record<Language, Page>>;

/** What to do at one server. */
export interface PlacePages {
  readonly server: ServerKind;
  readonly host: string;
  readonly pages: Pages;
}

/** What a problem stands beside; `key` is the key as a whole, or the file that all of them lie in. */
export type KeyField = 'name' | 'login' | 'passphrase' | 'host' | 'key';

/** What has to be corrected first. Nothing was changed. */
export interface KeyRefusal {
  readonly kind: 'refused';
  readonly field: KeyField;
  readonly problem: InputProblem;
}

/** All keys of this computer, in the order in which they were made. */
export interface KeyList {
  readonly kind: 'keys';
  readonly keys: readonly ShownKey[];
  /** What protects a key that is made now. */
  readonly protection: KeyProtection;
  /** What this computer calls itself, as a name for a new key; empty where that cannot be one. */
  readonly suggestedName: string;
  /** False in a practice, of which nothing is kept. */
  readonly isKept: boolean;
}

/** Something was changed: the keys as they are now, and the one that it was about. */
export type KeyChange =
  { readonly kind: 'changed'; readonly deviceId: string; readonly keys: readonly ShownKey[] } | KeyRefusal;

/** The same, and what is to be done at servers because of it. */
export type KeyChangeWithPages =
  | {
      readonly kind: 'changed';
      readonly deviceId: string;
      readonly keys: readonly ShownKey[];
      readonly places: readonly PlacePages[];
    }
  | KeyRefusal;

/** What came of a file that a person wanted. */
export type KeySaved =
  /** `showsPassword`: where the password that opens it was shown, once; null where it has none. It never comes here. */
  | { readonly kind: 'saved'; readonly path: string; readonly showsPassword: 'dialog' | 'terminal' | null }
  | { readonly kind: 'cancelled' }
  | KeyRefusal;

/**
 * The calls about the keys of this computer. Private keys, P12 files and what opens them never come over: files are written by
 * the other side, where the person says. A passphrase goes in, for one call, and is never given back.
 */
export interface KeyCalls {
  'keys.list': { readonly args: null; readonly value: KeyList | KeyRefusal };
  'keys.make': { readonly args: NewKeyRequest; readonly value: KeyChange };
  'keys.save': {
    readonly args: {
      readonly deviceId: string;
      readonly form: KeyForm;
      readonly passphrase: string | null;
      readonly language: Language;
    };
    readonly value: KeySaved;
  };
  /** Notes that a key is for a server, and says what to hand in there. Nothing is sent; the practice server is given it. */
  'keys.register': {
    readonly args: { readonly deviceId: string; readonly place: KeyPlace };
    readonly value: KeyChangeWithPages;
  };
  /** A check that signs in with a key, as the user that it is for. What comes of it is noted with the key. */
  'keys.check': {
    readonly args: {
      readonly deviceId: string;
      readonly passphrase: string | null;
      /** Its user name is not looked at: the key has one. */
      readonly request: RunRequest;
    };
    readonly value: RunStart;
  };
  /** Puts a new certificate on the key. */
  'keys.renew': {
    readonly args: { readonly deviceId: string; readonly passphrase: string | null };
    readonly value: KeyChangeWithPages;
  };
  /**
   * Notes that a key is not to be used any more, and says what to remove where: at a server that is named, or at all that
   * the key is for. Of a key that is revoked it says the same again.
   */
  'keys.revoke': {
    readonly args: { readonly deviceId: string; readonly place: KeyPlace | null };
    readonly value: KeyChangeWithPages;
  };
  /** Forgets a key that is revoked, its private part included. */
  'keys.forget': { readonly args: { readonly deviceId: string }; readonly value: KeyChange };
}
