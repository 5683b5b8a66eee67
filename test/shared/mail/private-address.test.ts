import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressScope,
  isPrivateAddress,
  isPublicAddress,
  type AddressScope,
} from '../../../shared/mail/private-address.ts';

describe('addressScope', () => {
  it.each<[AddressScope, readonly string[]]>([
    ['public', ['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '223.255.255.255']],
    ['public', ['172.15.255.255', '172.32.0.0', '192.167.255.255', '198.17.255.255', '198.20.0.0']],
    // For documentation (RFC 5737, RFC 3849): nobody is there.
    ['public', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']],
    ['public', ['2000::', '2606:4700:4700::1111', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['loopback', ['127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1']],
    ['link-local', ['169.254.0.0', '169.254.169.253', '169.254.255.255', 'fe80::1', 'FEBF:FFFF::1']],
    ['metadata', ['169.254.169.254', 'fd00:ec2::254', 'FD00:0EC2:0:0:0:0:0:0254', 'fd20:ce::254']],
    ['metadata', ['100.100.100.200', '168.63.129.16', '192.0.0.192']],
    ['private', ['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0']],
    ['private', ['192.168.255.255', 'fc00::', 'fd12:3456::7', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['shared', ['100.64.0.0', '100.127.255.255']],
    ['multicast', ['224.0.0.0', '239.255.255.255', 'ff00::', 'ff02::1']],
    ['reserved', ['0.0.0.0', '0.255.255.255', '192.0.0.1', '192.88.99.1', '198.18.0.0', '198.19.255.255']],
    ['reserved', ['240.0.0.0', '255.255.255.255', '::', '::2', '::127.0.0.1', '100::1', '1fff::1']],
    ['reserved', ['4000::1', 'fec0::1', '2001:2::1', '2001:10::1', '2001:2f:ffff::', '64:ff9b:1::7f00:1']],
  ])('is %s for %s', (scope, addresses) => {
    expect(addresses.map(addressScope)).toEqual(addresses.map(() => scope));
  });

  it.each<[string, AddressScope, string]>([
    ['IPv4-mapped', 'loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped in groups', 'loopback', '0:0:0:0:0:ffff:7f00:0001'],
    ['IPv4-mapped', 'metadata', '::ffff:a9fe:a9fe'],
    ['IPv4-mapped', 'public', '::ffff:1.1.1.1'],
    ['NAT64', 'private', '64:ff9b::10.1.2.3'],
    ['NAT64', 'metadata', '64:ff9b::a9fe:a9fe'],
    ['NAT64', 'public', '64:ff9b::101:101'],
    ['6to4', 'loopback', '2002:7f00:1::1'],
    ['6to4', 'private', '2002:c0a8:101:5:6:7:8:9'],
    ['6to4', 'public', '2002:101:101::1'],
    ['the server of Teredo', 'private', '2001:0:a00:1:0:0:fefe:fefe'],
    ['the client of Teredo', 'loopback', '2001:0:101:101:0:0:80ff:fffe'],
    ['Teredo', 'public', '2001::101:101:0:0:fefe:fefe'],
  ])('looks into an address of %s: %s', (_, scope, address) => {
    expect(addressScope(address)).toBe(scope);
  });

  it.each([
    '',
    'localhost',
    'example.org',
    '127.1',
    '2130706433',
    '0177.0.0.1',
    '::1%lo',
    '[::1]',
    '1.2.3.4:5',
  ])('is null for %j, which is no address', (text) => {
    expect(addressScope(text)).toBeNull();
    expect([isPublicAddress(text), isPrivateAddress(text)]).toEqual([false, false]);
  });

  it('agrees with the block lists of Node on every IPv4 address, also inside IPv6', () => {
    const list = new BlockList();
    const rows = [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
    ];
    const more = ['192.0.0.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3'];
    for (const row of [...rows, ...more, '168.63.129.16/32']) {
      const [start = '', bits] = row.split('/');
      list.addSubnet(start, Number(bits));
    }
    const [octet, near] = [fc.nat(255), fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 224, 255)];

    fc.assert(
      fc.property(fc.oneof(octet, near), fc.oneof(octet, near), octet, octet, (...octets) => {
        const address = octets.join('.');
        const isPublic = !list.check(address);

        expect(isPublicAddress(address)).toBe(isPublic);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublic);
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublic);
      }),
    );
  });

  it('agrees with them on every IPv6 address', () => {
    const list = new BlockList();
    for (const row of ['2001::/32', '2001:2::/48', '2001:10::/28', '2001:20::/28', '2002::/16']) {
      const [start = '', bits] = row.split('/');
      list.addSubnet(start, Number(bits), 'ipv6');
    }
    const givenOut = new BlockList();
    givenOut.addSubnet('2000::', 3, 'ipv6');
    const special = fc.constantFrom(
      '2001:2:0',
      '2001:10:0',
      '2001:2f:0',
      'fe80:0:0',
      'fd00:ec2:0',
      '64:ff9a:0',
    );

    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV6(),
          special.chain((start) => fc.nat(0xffff).map((end) => `${start}::${end.toString(16)}`)),
        ),
        (address) => {
          // Those with an IPv4 address inside are another test's.
          fc.pre(!/^(::ffff|64:ff9b|2001:0?:|2001::|2002:)/i.test(address));

          const isPublic = givenOut.check(address, 'ipv6') && !list.check(address, 'ipv6');
          expect(isPublicAddress(address)).toBe(isPublic);
        },
      ),
    );
  });
});
