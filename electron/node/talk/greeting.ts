import type { RecognisedService, StreamFailure } from '../../../shared/mail/observation.ts';
import { recogniseService } from '../../../shared/wire/recognise.ts';
import { safeText } from '../../../shared/wire/server-words.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { Greeting } from './talk.ts';

/** No greeting came. What did come, without the end of a line, may still tell what is there. */
export function noGreeting(failure: StreamFailure, connection: LineConnection): Greeting {
  const service = recogniseService(connection.unread());
  return { facts: { kind: 'greeting', outcome: failure, service, words: null }, capabilities: null };
}

/** A first line that is no greeting of the protocol: another service, or something broken. */
export function strangeGreeting(line: Uint8Array, expected: RecognisedService): Greeting {
  const service = recogniseService(line);
  const isOther = service !== null && service !== 'unknown' && service !== expected;
  return {
    facts: {
      kind: 'greeting',
      outcome: isOther ? 'other-service' : 'malformed',
      service,
      words: { text: safeText(line) },
    },
    capabilities: null,
  };
}
