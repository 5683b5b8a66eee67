// D3: names, literals and redirects that lead to where no document of a stranger may be fetched from.

import { describe, expect, it } from 'vitest';
import type { FetchContext } from '../../electron/node/http/fetch-context.ts';
import { fetchDocument } from '../../electron/node/http/fetch-document.ts';
import { isPublicAddress } from '../../shared/mail/private-address.ts';
import {
  contextFor,
  DOCUMENT,
  fetchFrom,
  LOOPBACK,
  resolvingTo,
  serveHttp,
  textOf,
  type TestServer,
} from '../node/http-servers.ts';

/** Literal hosts are their own address, as everywhere; nobody is asked for them. */
const LITERALLY: FetchContext['resolve'] = (host) => resolvingTo([host])(host);
const USUAL = { mayReach: isPublicAddress };

function listening(host = LOOPBACK, port = 0): Promise<TestServer> {
  return serveHttp((_request, response) => response.end('<a/>'), { host, port });
}

describe('an address that is not public', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.1',
      '127.0.0.1.',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '017700000001',
      '0177.0.0.01',
    ],
    ...['\uff11\uff12\uff17.0.0.1', '127\u30020.0.1', '%31%32%37.0.0.1', '0', '0.0.0.0', '[::]', '[::1]'],
    ...[
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[0:0:0:0:0:ffff:127.0.0.1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
    ],
    ...[
      '[2002:7f00:1::]',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '100.64.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['10.0.0.1', '172.16.0.1', '192.168.0.1', '[fe80::1]', '[fc00::1]', '[ff02::1]'],
  ])('is not connected to as the host %s', async (host) => {
    const server = await listening();

    const { facts } = await fetchFrom(server, `https://${host}/`, {}, { ...USUAL, resolve: LITERALLY });

    expect(facts).toMatchObject({ outcome: 'private-address', address: null });
    expect(server.connections()).toBe(0);
  });

  it.each([
    ...[
      '127.0.0.1',
      '127.0.0.2',
      '::1',
      '169.254.169.254',
      'fd00:ec2::254',
      '100.64.0.1',
      '0.0.0.0',
      '10.0.0.1',
    ],
    ...['::ffff:127.0.0.1', '64:ff9b::7f00:1', '224.0.0.1'],
  ])('is not connected to where a name has it: %j', async (address) => {
    const server = await listening();

    const { facts } = await fetchFrom(server, DOCUMENT, {}, { ...USUAL, resolve: resolvingTo([address]) });

    expect(facts).toMatchObject({
      outcome: 'private-address',
      host: 'autoconfig.example.test',
      addresses: [address],
    });
    expect(server.connections()).toBe(0);
  });

  it.each(['localhost', '127.1', '2130706433', ''])(
    'cannot come in as what the system would look up, which nobody has checked: %j',
    async (address) => {
      const server = await listening();
      const other = { resolve: resolvingTo([address]), mayReach: () => true };

      const { facts } = await fetchFrom(server, DOCUMENT, {}, other);

      expect(facts).toMatchObject({ outcome: 'private-address', addresses: [address] });
      expect(server.connections()).toBe(0);
    },
  );

  it('is what is refused where nobody says what may be reached', async () => {
    const server = await listening();
    const { mayReach, ...usual } = contextFor(server);
    const request = { url: new URL(DOCUMENT) };

    const refused = await fetchDocument(request, usual);
    const allowed = await fetchDocument(request, { ...usual, ...(mayReach && { mayReach }) });

    expect([refused, allowed].map(({ facts }) => facts.outcome)).toEqual(['private-address', 'document']);
    expect(server.connections()).toBe(1);
  });

  it('is left out beside one that may be reached', async () => {
    const right = await listening('127.0.0.2');
    const wrong = await listening(LOOPBACK, right.port);
    const asked: string[] = [];
    const mayReach = (address: string): boolean => {
      asked.push(address);
      return address === '127.0.0.2';
    };

    const fetched = await fetchFrom(
      right,
      DOCUMENT,
      {},
      {
        resolve: resolvingTo([LOOPBACK, '127.0.0.2', '::1']),
        mayReach,
      },
    );

    expect(textOf(fetched)).toBe('<a/>');
    expect(fetched.facts.address).toBe('127.0.0.2');
    expect(asked).toEqual([LOOPBACK, '127.0.0.2', '::1']);
    expect(wrong.connections()).toBe(0);
  });
});

describe('a name whose address changes between two looks at it', () => {
  it('is looked up once for a connection, which is made to the address that was checked', async () => {
    const server = await listening('127.0.0.2');
    let looks = 0;
    const resolve: FetchContext['resolve'] = (host) =>
      resolvingTo([looks++ === 0 ? '127.0.0.2' : LOOPBACK])(host);

    const fetched = await fetchFrom(
      server,
      DOCUMENT,
      {},
      {
        resolve,
        mayReach: (address) => address === '127.0.0.2',
      },
    );

    expect(fetched.facts).toMatchObject({ outcome: 'document', address: '127.0.0.2' });
    expect(looks).toBe(1);
  });

  it('is checked again for a redirect', async () => {
    const inner = await listening();
    const outer = await serveHttp(
      (_request, response) => {
        const location = `https://autoconfig.example.test:${inner.port}/new`;
        response.writeHead(302, { Location: location }).end();
      },
      { host: '127.0.0.2' },
    );
    let looks = 0;
    const resolve: FetchContext['resolve'] = (host) =>
      resolvingTo([looks++ === 0 ? '127.0.0.2' : LOOPBACK])(host);

    const { facts } = await fetchFrom(
      outer,
      DOCUMENT,
      {},
      {
        resolve,
        mayReach: (address) => address === '127.0.0.2',
      },
    );

    expect(facts).toMatchObject({
      outcome: 'private-address',
      addresses: [LOOPBACK],
      redirects: [{ from: DOCUMENT }],
      address: null,
      anchor: null,
    });
    expect(inner.connections()).toBe(0);
  });
});
