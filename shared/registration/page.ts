import type { Hostname } from '../mail/hostname.ts';
import type { KeyAlgorithm } from '../mail/device.ts';
import type { PageStep } from '../mail/page.ts';

/** What everybody may know of a key, in the forms that servers want. Nothing of it is secret. */
export interface PublicKeyFacts {
  /** The common name of its certificate: any text in one line. */
  readonly deviceName: string;
  /** The user name that it signs in as: any text in one line. */
  readonly login: string;
  /** The server that it is for. */
  readonly host: Hostname;
  /** One certificate and nothing else. */
  readonly certificatePem: string;
  /** SHA-256 of the SubjectPublicKeyInfo, as mox lists it. */
  readonly spkiSha256Base64Url: string;
  /** SHA-256 of the SubjectPublicKeyInfo: pairs of upper-case hex digits, parted by colons. */
  readonly spkiColonHex: string;
  /** SHA-256 of the certificate, written likewise. */
  readonly certificateColonHex: string;
  readonly algorithm: KeyAlgorithm;
}

/** The same of a key that has a new certificate. */
export interface RenewedKeyFacts extends PublicKeyFacts {
  /** What they were with the certificate before: of the same key. */
  readonly previous: PublicKeyFacts;
}

/** Whose hands a page is for. */
export type PageActor = 'you' | 'administrator';

/** What to do at a server, ready to be shown. All of it is plain text: whoever shows it escapes it. */
export interface Page {
  readonly title: string;
  readonly actor: PageActor;
  /** The same as a sentence. */
  readonly who: string;
  /** To be numbered, in this order. */
  readonly steps: readonly PageStep[];
  /** How one sees that it worked. */
  readonly proof: string;
  readonly warnings: readonly string[];
}
