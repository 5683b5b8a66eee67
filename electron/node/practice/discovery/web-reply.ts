/** A request, as far as an answer depends on it. */
export interface WebRequest {
  readonly scheme: 'https' | 'http';
  readonly method: string;
  /** The host that was asked for, lower case, without its port. */
  readonly host: string;
  /** As it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The media type of the body, lower case, without parameters; empty where none was named. */
  readonly contentType: string;
  readonly body: string;
}

/** An answer, whole. Who sends it adds the length and what all answers have. */
export interface WebReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** True where it is sent byte by byte. */
  readonly drips?: true;
}

/** An answer with a text of some media type. */
export function textReply(mediaType: string, body: string, status = 200): WebReply {
  return { status, headers: { 'Content-Type': `${mediaType}; charset=utf-8` }, body };
}

/** An answer that says no more than its status. */
export function statusReply(status: number, headers: Readonly<Record<string, string>> = {}): WebReply {
  return { status, headers, body: '' };
}

/** An answer that sends elsewhere. 302, as it is for now: no client may remember it. */
export function redirectReply(location: string): WebReply {
  return statusReply(302, { Location: location });
}

/** An answer that asks for credentials, which nobody should give (RFC 9110 §15.5.2). */
export function credentialsReply(): WebReply {
  return statusReply(401, { 'WWW-Authenticate': 'Basic realm="practice", charset="UTF-8"' });
}
