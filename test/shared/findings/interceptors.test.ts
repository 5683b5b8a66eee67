import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { interceptorIn, shortNameOf } from '../../../shared/findings/interceptors.ts';
import { readDistinguishedName } from '../../../shared/wire/tls/distinguished-name.ts';
import { readCertificate } from '../../../shared/wire/x509/certificate.ts';

describe('interceptorIn', () => {
  it.each([
    ['CN=Avast Web/Mail Shield Root, O=Avast Web/Mail Shield', 'Avast'],
    ['CN=AVG Web/Mail Shield Root', 'AVG'],
    ['CN=Norton Web/Mail Shield Root', 'Norton'],
    ['CN=Kaspersky Anti-Virus Personal Root Certificate, O=AO Kaspersky Lab', 'Kaspersky'],
    ['C=SK, O=ESET\\, spol. s r. o., CN=ESET SSL Filter CA', 'ESET'],
    ['CN=Bitdefender Personal CA.Net-Defender', 'Bitdefender'],
    ['C=US, O=Zscaler Inc., CN=Zscaler Intermediate Root CA (zscalertwo.net)', 'Zscaler'],
    ['CN=FG100E1234567890, O=Fortinet, OU=FortiGate CA', 'Fortinet'],
    ['CN=Sophos SSL CA_C1A2B3', 'Sophos'],
    ['O=Cisco, CN=Cisco Umbrella Root CA', 'Cisco Umbrella'],
    ['CN=caadmin.netskope.com', 'Netskope'],
    ['O=Example, OU=Squid, CN=proxy.example.org', 'Squid'],
    ['CN=Practice Web Shield Root 7f3a', 'Practice Web Shield'],
    ['O=Example Ltd, CN=Example SSL Inspection CA', 'Example SSL Inspection CA'],
    ['CN=corp-TLS-Proxy-01', 'corp-TLS-Proxy-01'],
  ])('recognises %s', (name, product) => {
    expect(interceptorIn(['CN=imap.example.org', name])).toBe(product);
  });

  it.each([
    'CN=Example Root CA',
    'O=Resetting Ltd, CN=Reset CA',
    'CN=Norton Street School',
    'CN=proxy.example.org',
  ])('takes %s for nobody’s', (name) => {
    expect(interceptorIn([name])).toBeNull();
  });

  it('takes no public root for software that reads along', () => {
    const names = rootCertificates.map((pem) => {
      const root = readCertificate(new X509Certificate(pem).raw);
      return root === null ? '' : (readDistinguishedName(root.subject) ?? '');
    });

    expect(names.filter((name) => name === '' || interceptorIn([name]) !== null)).toEqual([]);
  });
});

describe('shortNameOf', () => {
  it.each([
    ['C=DE, O=Example, CN=Example CA', 'Example CA'],
    ['CN=Example CA, C=DE', 'Example CA'],
    ['O=Entrust\\, Inc., OU=See www.example.org', 'Entrust, Inc.'],
    ['OU=Class 2', 'Class 2'],
    ['serialNumber=7', 'serialNumber=7'],
    ['O=CN\\=no, CN=yes', 'yes'],
  ])('gives of %s what a person calls it', (name, short) => {
    expect(shortNameOf(name)).toBe(short);
  });
});
