import { expect, it } from 'vitest';
import { rejectionOf } from '../../../shared/findings/rejection.ts';
import type { ServerWords } from '../../../shared/mail/observation.ts';

const FAILED: ServerWords = { responseCode: 'AUTHENTICATIONFAILED', text: '' };
const INVALID: ServerWords = { replyCode: 535, text: '' };
const TEMPORARY: ServerWords = { replyCode: 454, text: '' };

// RFC 5802 §7: what is wrong with the exchange itself is known before name and password are looked at.
it.each([
  'invalid-encoding',
  'extensions-not-supported',
  'server-does-support-channel-binding',
  'channel-binding-not-supported',
  'unsupported-channel-binding-type',
])('%s says nothing of name and password, although the protocol ends with its usual code', (scramError) => {
  for (const words of [FAILED, INVALID, null]) expect(rejectionOf(words, scramError)).toBe('other');
});

it.each([
  ['invalid-proof', FAILED, 'credentials'],
  ['unknown-user', INVALID, 'credentials'],
  ['other-error', null, 'credentials'],
  ['other-error', TEMPORARY, 'unavailable'],
  ['channel-bindings-dont-match', FAILED, 'between'],
  [null, FAILED, 'credentials'],
  [null, INVALID, 'credentials'],
  [null, null, 'credentials'],
] as const)('%s with %o means: %s', (scramError, words, rejection) => {
  expect(rejectionOf(words, scramError)).toBe(rejection);
});
