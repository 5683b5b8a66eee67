import type { Endpoint } from './endpoint.ts';
import type { Hostname } from './hostname.ts';

/** The kinds of key that a device can have, the preferred first. */
export const KEY_ALGORITHMS = ['ed25519', 'p256', 'rsa-2048'] as const;

/** One of them. RSA only where a person asks for it in so many words. */
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** The forms that a key is written in for mail programs: one file each. All but the certificate hold the private key. */
export const KEY_FORMS = ['p12', 'mobileconfig', 'pem', 'certificate', 'private-key', 'sec1'] as const;

/**
 * One of them: PKCS#12 under a password that is made for it; the same in a configuration profile of Apple's systems; certificate
 * and private key in one PEM; the certificate alone; the private key alone, PKCS#8 or, of P-256 only, SEC 1. Nothing protects a
 * private key in PEM.
 */
export type KeyForm = (typeof KEY_FORMS)[number];

/** The kinds of mail server that know keys, each of which wants them in a form of its own. */
export const SERVER_KINDS = ['mox', 'dovecot', 'postfix', 'exim', 'cyrus', 'other'] as const;

/** One of them; `other` is told by a letter to whoever runs it. */
export type ServerKind = (typeof SERVER_KINDS)[number];

/** Where the public part of a key was handed in, as a person says. */
export interface Registration {
  readonly host: Hostname;
  readonly server: ServerKind;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * What came of a sign-in with a key: greeted with PREAUTH, let in by EXTERNAL, let through to send by its certificate alone;
 * or it was never asked for, turned down, or shown without any effect.
 */
export type KeyOutcome =
  'preauth' | 'external' | 'certificate-alone' | 'not-asked' | 'refused' | 'without-effect';

/** The last sign-in with a key at one endpoint. */
export interface KeyTrial {
  readonly endpoint: Endpoint;
  readonly outcome: KeyOutcome;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A key of this computer, for one account and some mail programs. Nothing of it is secret: the private part is elsewhere. */
export interface Device {
  /** 16 hex digits, random; stays what it is where the certificate is renewed. */
  readonly id: string;
  /** What the person calls it: the common name of its certificate. */
  readonly name: string;
  /** The user name that it signs in as. */
  readonly login: string;
  readonly algorithm: KeyAlgorithm;
  /** DER, as base64. */
  readonly certificate: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  readonly spkiFingerprint: string;
  /** SHA-256 of the certificate, hex. */
  readonly certificateFingerprint: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** ISO 8601, UTC: the end of its certificate. */
  readonly notAfter: string;
  /** Ids of the mail programs that it is for. */
  readonly programs: readonly string[];
  readonly registrations: readonly Registration[];
  /** One for each endpoint at the most. */
  readonly trials: readonly KeyTrial[];
  /** ISO 8601, UTC; null while it is in use. */
  readonly revokedAt: string | null;
}

/** What a device is known by at servers, in the form that each of them shows or wants. */
export interface Fingerprints {
  /** mox: SHA-256 of the SubjectPublicKeyInfo, in base64url without padding. May begin with a hyphen. */
  readonly mox: string;
  /** Postfix, with `smtpd_tls_fingerprint_digest = sha256`: of the certificate, which a new certificate changes. */
  readonly postfixCertificate: string;
  /** Postfix from 2.9 on: of the SubjectPublicKeyInfo, which a new certificate leaves as it is. */
  readonly postfixPublicKey: string;
  /** As curl writes pins (`--pinnedpubkey`), and RFC 7469 its own. */
  readonly curlPin: string;
}
