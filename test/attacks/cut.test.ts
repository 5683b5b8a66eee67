import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import type { Report } from '../../shared/report/report.ts';
import { makePki } from '../servers/pki.ts';
import { playTranscript } from '../servers/scripted.ts';
import { endpointAt, examineAt } from './examine.ts';

/** What a server says on its way to a list of capabilities: before the client asks, and after it. */
interface Saying {
  readonly greeting: string;
  readonly asks: string;
  readonly list: string;
  /** What is read out of it. */
  readonly capabilities: readonly string[];
}

const SAYINGS: readonly (readonly [Protocol, Saying])[] = [
  [
    'pop3',
    {
      greeting: '+OK Dovecot ready.\r\n',
      asks: 'C: CAPA',
      list: '+OK\r\nUIDL\r\n..X\r\nSASL PLAIN\r\nSTLS\r\n.\r\n',
      capabilities: ['UIDL', '.X', 'SASL PLAIN', 'STLS'],
    },
  ],
  [
    'managesieve',
    {
      greeting: '',
      asks: '',
      list: '"IMPLEMENTATION" {3}\r\na"b\r\n"SASL" "PLA\\IN"\r\n"STARTTLS"\r\nOK (TAG {2}\r\n\r\n) "ready"\r\n',
      capabilities: ['IMPLEMENTATION a"b', 'SASL PLAIN', 'STARTTLS'],
    },
  ],
];

const escape = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n');

/** Sends a text in two pieces, or nothing where a piece is empty. */
function inPieces(text: string, at: number): readonly string[] {
  return [text.slice(0, at), text.slice(at)]
    .filter((piece) => piece !== '')
    .map((piece) => `S<: ${escape(piece)}`);
}

/** The scripts that cut the greeting, and those that cut the list. */
function cuts(
  { greeting, asks, list }: Saying,
  cut: (text: string, at: number) => readonly string[],
): string[] {
  const greetings = Array.from(greeting, (_, at) => cut(greeting, at));
  const lists = Array.from(list, (_, at) => [...inPieces(greeting, 0), asks, ...cut(list, at)]);
  const rest = [asks, ...inPieces(list, 0)];
  return [...greetings.map((lines) => (lines.includes('CLOSE') ? lines : [...lines, ...rest])), ...lists].map(
    (lines) => lines.join('\n'),
  );
}

async function playAll(protocol: Protocol, scripts: readonly string[]): Promise<readonly Report[]> {
  const server = await playTranscript('', { pki: await makePki(), connections: scripts });
  const reports: Report[] = [];
  for (let at = 0; at < scripts.length; at++) {
    reports.push(await examineAt([endpointAt(protocol, server, 'cleartext')], { timeoutMs: 2_000 }));
  }
  await server.close();
  return reports;
}

describe.each(SAYINGS)('what %s says', (protocol, saying) => {
  it('is read alike wherever the stream is cut into pieces', async () => {
    const reports = await playAll(protocol, cuts(saying, inPieces));

    for (const { observations } of reports) {
      const listed = observations.find(({ kind }) => kind === 'capabilities');
      expect(listed).toMatchObject({
        outcome: 'listed',
        capabilities: saying.capabilities,
        mechanisms: ['PLAIN'],
      });
    }
  });

  it('and ends at any byte is an end that is told, at once', async () => {
    const reports = await playAll(
      protocol,
      cuts(saying, (text, at) => [...inPieces(text.slice(0, at), 0), 'CLOSE']),
    );

    for (const { findings, durationMs, signIns } of reports) {
      expect(findings.map(({ code }) => code)).toEqual(['network_connection_lost']);
      expect(durationMs).toBeLessThan(1_000);
      expect(signIns).toEqual([]);
    }
  });
});
