import { describe, expect, it } from 'vitest';
import type { VerifiedConnection } from '../../electron/node/net/verified-connection.ts';
import { findDoors, incomingProtocols, planOf } from '../../electron/node/plan.ts';
import type { Looked, LookedAt } from '../../electron/node/probe/look.ts';
import { talkOf } from '../../electron/node/talk/talk-of.ts';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import { endpointAt } from '../attacks/examine.ts';

const SAFE = ['SCRAM-SHA-256'];
const UNKNOWN = ['GSSAPI'];
const NOBODY = { username: 'alice@example.test', toConfirm: null };

let port = 1;

/** What was looked at: with these mechanisms on offer, in the clear, or in vain. */
function at(protocol: Protocol, found: readonly string[] | 'cleartext' | 'stopped'): LookedAt {
  const endpoint = endpointAt(protocol, { host: 'mail.example.test', port: port++ }, 'implicit-tls');
  return { endpoint, address: '192.0.2.1', looked: lookedOf(protocol, found) };
}

function lookedOf(protocol: Protocol, found: readonly string[] | 'cleartext' | 'stopped'): Looked {
  if (found === 'cleartext' || found === 'stopped') return { kind: found };
  // A plan asks a connection for no more than this.
  const connection = { channelBindings: [], anchor: 'public' } as unknown as VerifiedConnection;
  return { kind: 'ready', connection, talk: talkOf(protocol), capabilities: [], mechanisms: found };
}

function doorsOf(...all: readonly LookedAt[]): readonly (LookedAt['endpoint'] | null)[] {
  const { incoming, outgoing } = findDoors(all, () => NOBODY, undefined);
  return [incoming?.endpoint ?? null, outgoing?.endpoint ?? null];
}

describe('the way in for incoming mail', () => {
  it.each<[string, readonly LookedAt[], number | null]>([
    ['IMAP, where it is there', [at('pop3', SAFE), at('imap', SAFE)], 1],
    ['the first IMAP', [at('pop3', SAFE), at('imap', SAFE), at('imap', SAFE)], 1],
    ['POP3, where IMAP was not reached', [at('imap', 'stopped'), at('pop3', SAFE)], 1],
    ['POP3, where IMAP can not be signed in to', [at('imap', UNKNOWN), at('pop3', SAFE)], 1],
    ['POP3, where IMAP is not encrypted', [at('imap', 'cleartext'), at('pop3', SAFE)], 1],
    ['POP3, where there is no IMAP', [at('managesieve', SAFE), at('pop3', SAFE)], 1],
    ['IMAP, where neither can be signed in to', [at('pop3', UNKNOWN), at('imap', UNKNOWN)], 1],
    ['POP3, where it alone was reached', [at('imap', 'stopped'), at('pop3', UNKNOWN)], 1],
    ['ManageSieve, where nothing else was looked at', [at('managesieve', SAFE)], 0],
    ['ManageSieve, where mail is only sent', [at('submission', SAFE), at('managesieve', SAFE)], 1],
    [
      'none, where only ManageSieve was reached of more',
      [at('imap', 'stopped'), at('managesieve', SAFE)],
      null,
    ],
    ['none, where POP3 was not reached', [at('pop3', 'stopped'), at('managesieve', SAFE)], null],
    ['none, where mail is only sent', [at('submission', SAFE)], null],
    ['none between servers', [at('smtp', SAFE)], null],
  ])('is %s', (_, all, expected) => {
    expect(doorsOf(...all)[0]).toBe(expected === null ? null : all[expected]!.endpoint);
  });

  it('is one, and with outgoing mail there are two at the most, whatever was looked at', () => {
    const all = (['managesieve', 'pop3', 'submission', 'imap', 'smtp'] as const).flatMap((protocol) => [
      at(protocol, SAFE),
      at(protocol, SAFE),
    ]);

    expect(doorsOf(...all)).toEqual([all[6]!.endpoint, all[4]!.endpoint]);
  });

  it('is planned as any other', () => {
    const doors = findDoors([at('managesieve', SAFE)], () => NOBODY, undefined);

    expect(planOf(doors)).toMatchObject({
      incoming: { endpoint: { protocol: 'managesieve' }, mechanism: 'SCRAM-SHA-256', serverLearns: 'proof' },
      outgoing: null,
    });
  });
});

describe('the protocols for incoming mail', () => {
  it.each<[readonly Protocol[], readonly Protocol[]]>([
    [['imap'], ['imap', 'pop3']],
    [
      ['pop3', 'managesieve'],
      ['imap', 'pop3'],
    ],
    [['managesieve', 'submission'], ['managesieve']],
    [[], ['managesieve']],
  ])('among %j are %j', (protocols, expected) => {
    expect(incomingProtocols(protocols.map((protocol) => at(protocol, SAFE).endpoint))).toEqual(expected);
  });
});
