import type { Endpoint, Protocol } from './endpoint.ts';

/**
 * Who suggests settings: a person; the usual ports of a host that a person named; autoconfig (draft-ietf-mailmaint-autoconfig)
 * at the domain's own web servers, over plain HTTP, or at those of the domain that its MX record names; the ISPDB, asked for
 * the domain or for that of the MX; PACC (draft-ietf-mailmaint-pacc); SRV records (RFC 6186, RFC 8314 §5.1, RFC 5804 §1.8); a
 * `mailconf=` TXT record; Autodiscover, which answers in XML or in JSON; a folder of files on this computer; the list that
 * Letterlock brings; or nobody: usual names that were guessed.
 */
export type SourceKind =
  | 'person'
  | 'well-known-port'
  | 'autoconfig'
  | 'autoconfig-well-known'
  | 'autoconfig-http'
  | 'autoconfig-mx'
  | 'ispdb'
  | 'ispdb-mx'
  | 'pacc'
  | 'srv'
  | 'mailconf'
  | 'autodiscover'
  | 'autodiscover-json'
  | 'folder'
  | 'provider-list'
  | 'guess';

/**
 * How far a source can be trusted, most first: a person's own word; a document whose digest the domain's DNS vouches for, or
 * that came over HTTPS from the domain itself; what Letterlock or the helpdesk brings; HTTPS from somebody else; plain DNS,
 * which anybody on the way can change; plain HTTP, likewise; nobody's word.
 */
export type Trust =
  | 'person'
  | 'verified-digest'
  | 'domain-https'
  | 'folder'
  | 'provider-list'
  | 'other-https'
  | 'dns'
  | 'http'
  | 'guess';

/** Where a suggestion comes from. */
export interface Source {
  readonly kind: SourceKind;
  /**
   * What was asked: the address of the document (`https://autoconfig.example.org/mail/config-v1.1.xml`), the DNS question
   * (`dns:_imaps._tcp.example.org?type=SRV`, RFC 4501), or null where nothing was. A person's address stands in it
   * masked, where it was told.
   */
  readonly uri: string | null;
  readonly trust: Trust;
}

/** Settings that somebody suggested, unverified. */
export interface Candidate {
  readonly endpoint: Endpoint;
  /**
   * The user name as the source writes it, with the placeholders `%EMAILADDRESS%`, `%EMAILLOCALPART%` and `%EMAILDOMAIN%`;
   * in reports masked where it has none, because then it is somebody's. Null where the source does not say.
   */
  readonly username: string | null;
  /**
   * How the source says that one signs in, preferred first, in the words of the autoconfig draft (`password-cleartext`,
   * `password-encrypted`, `TLS-client-cert`, `OAuth2` …) or as SASL names. Empty where it does not say.
   */
  readonly signIn: readonly string[];
  readonly source: Source;
}

/** A candidate, with whose server it would be. */
export interface PlacedCandidate extends Candidate {
  /** The registrable domain of the host (Public Suffix List): `example.co.uk`; an address stands for itself. */
  readonly site: string;
  /** The host as it looks with letters outside ASCII; null where it has none. */
  readonly shown: string | null;
}

/** Something else that a document suggests and that is not mail over the protocols spoken here: `jmap`, `ews`, `exchange`. */
export interface OtherService {
  readonly type: string;
  /** A host name or an address, as it is written; null where none is given. */
  readonly at: string | null;
}

/** What a provider asks people to do, or to read, before mail works. */
export interface Instruction {
  readonly kind: 'enable' | 'documentation';
  /** An `https:` address, as it is written; null where there is none. Shown, and opened only by a person. */
  readonly url: string | null;
  /** By language tag; at most 500 characters each. */
  readonly texts: readonly { readonly language: string; readonly text: string }[];
}

/** Everything that one source suggests. */
export interface Suggestion {
  /** Preferred first. */
  readonly candidates: readonly Candidate[];
  /** Protocols that the source says are not to be had (an SRV record with the target `.`, RFC 6186 §3.4). */
  readonly notOffered: readonly Protocol[];
  /** Sections that were left out, and why; the rest of the document stands. */
  readonly dropped: readonly DroppedSection[];
  readonly others: readonly OtherService[];
  readonly instructions: readonly Instruction[];
  /** What the provider calls itself; at most 60 characters. Null where it is not said. */
  readonly providerName: string | null;
}

/** Why a section of a document is not a candidate. */
export interface DroppedSection {
  readonly section: 'incoming' | 'outgoing' | 'other';
  readonly reason:
    | 'host-missing'
    | 'host-unusable'
    | 'port-unusable'
    | 'security-unknown'
    | 'sign-in-unknown'
    | 'protocol-unknown';
  /** What stands there, made safe to show, at most 100 characters. */
  readonly given: string;
}
