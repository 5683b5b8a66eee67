/** Channel binding types, by their registered names: RFC 9266, RFC 5929 §3 and §4. */
export type ChannelBindingType = 'tls-exporter' | 'tls-unique' | 'tls-server-end-point';

/** What binds an exchange to the TLS channel that it runs in. */
export interface ChannelBinding {
  readonly type: ChannelBindingType;
  /** The channel binding data: 32 bytes exported, a Finished message, or the hash of the server's certificate. */
  readonly data: Uint8Array;
}

/**
 * What a client says about channel binding (the gs2-cbind-flag of RFC 5801 §4):
 * `bound` uses it, `not-offered` could but the server did not offer it (so that a stripped list becomes visible),
 * `unable` has none to use.
 */
export type ClientBinding =
  | { readonly kind: 'bound'; readonly binding: ChannelBinding }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'unable' };

/** Which types a TLS connection has, best first. */
export interface TlsChannel {
  /** As TLS libraries name it. */
  readonly version: 'TLSv1.2' | 'TLSv1.3';
  readonly isResumed: boolean;
}

/**
 * The types to use on a connection. TLS 1.3 has tls-exporter (RFC 9266 §3), and tls-unique is not defined for it; on TLS 1.2
 * every server that was tried takes tls-unique and none takes tls-exporter. After a resumption tls-unique depends on the
 * extended master secret (RFC 9266 §4.2, RFC 7627), which the platform cannot report, so there is none.
 *
 * @param wanted a type that the peer is known to want instead: no server that was tried does
 */
export function channelBindingTypes(
  { version, isResumed }: TlsChannel,
  wanted?: 'tls-server-end-point',
): readonly ChannelBindingType[] {
  if (wanted !== undefined) return [wanted];
  if (version === 'TLSv1.3') return ['tls-exporter'];
  return isResumed ? [] : ['tls-unique'];
}

/**
 * The one second try that keeps the binding: some servers (Cyrus IMAP) offer -PLUS over TLS 1.3 and refuse tls-exporter,
 * with the same words as for a man in the middle. Over TLS 1.2 with tls-unique the same server takes the binding, and a
 * man in the middle does not get past it either.
 *
 * @returns what to connect with, or null where no second try is safe
 */
export function boundSecondTry(
  tried: ChannelBindingType,
): { readonly maxVersion: 'TLSv1.2'; readonly type: 'tls-unique' } | null {
  return tried === 'tls-exporter' ? { maxVersion: 'TLSv1.2', type: 'tls-unique' } : null;
}
