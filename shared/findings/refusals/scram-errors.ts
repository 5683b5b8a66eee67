import type { Confidence } from '../finding.ts';
import type { Cause } from './cause.ts';

/** What one of SCRAM's own words means. */
interface ScramRow {
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** Whether the protocol's words behind it can tell it more exactly. */
  readonly isVague: boolean;
}

// RFC 5802 §7. Whatever is not in the list there counts as `other-error`, which says nothing.
const BY_ERROR: ReadonlyMap<string, ScramRow> = new Map(
  Object.entries({
    'invalid-encoding': told('exchange-broken'),
    'extensions-not-supported': told('exchange-broken'),
    'invalid-proof': vaguely('password-wrong'),
    // That the server is bound to another connection is seen; that somebody is in between is concluded.
    'channel-bindings-dont-match': { ...told('binding-mismatch'), confidence: 'likely' },
    'server-does-support-channel-binding': told('plus-stripped'),
    'channel-binding-not-supported': told('binding-refused'),
    'unsupported-channel-binding-type': told('binding-refused'),
    'unknown-user': vaguely('username-form'),
    'invalid-username-encoding': told('username-unreadable'),
    'no-resources': told('server-trouble'),
  }),
);

const OTHER_ERROR: ScramRow = vaguely('unclear');

/** The meaning of an `e=` that a server sent. */
export function scramRow(error: string): ScramRow {
  return BY_ERROR.get(error) ?? OTHER_ERROR;
}

function told(cause: Cause): ScramRow {
  return { cause, confidence: 'seen', isVague: false };
}

function vaguely(cause: Cause): ScramRow {
  return { cause, confidence: 'seen', isVague: true };
}
