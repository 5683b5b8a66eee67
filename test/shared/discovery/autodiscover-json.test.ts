import { describe, expect, it } from 'vitest';
import {
  autodiscoverPointer,
  autodiscoverPointerError,
} from '../../../electron/node/practice/discovery/documents.ts';
import { autodiscoverJsonUrl, readAutodiscoverJson } from '../../../shared/discovery/autodiscover-json.ts';
import { neutralAddress } from '../../../shared/discovery/autodiscover-address.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { PLACES } from '../../node/practice-discovery.ts';

describe('the question of Autodiscover v2', () => {
  it('asks for an address that is nobody’s', () => {
    const url = new URL(
      autodiscoverJsonUrl(hostname('autodiscover.example.org'), neutralAddress(hostname('example.org'))),
    );

    expect(url.origin + url.pathname).toBe('https://autodiscover.example.org/autodiscover/autodiscover.json');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Email: 'letterlock-settings@example.org',
      Protocol: 'AutodiscoverV1',
      RedirectCount: '1',
    });
  });

  it('asks for a person’s own address, where they agreed, so that nothing in it is taken for something else', () => {
    const address = { localPart: 'a+b&Protocol=Ews', domain: hostname('example.org') };

    const url = new URL(autodiscoverJsonUrl(hostname('autodiscover.example.org'), address));

    expect(url.searchParams.get('Email')).toBe('a+b&Protocol=Ews@example.org');
    expect(url.searchParams.getAll('Protocol')).toEqual(['AutodiscoverV1']);
  });
});

describe('an answer of Autodiscover v2', () => {
  it('points to version 1', () => {
    expect(read(autodiscoverPointer('practice.test', PLACES))).toEqual({
      kind: 'pointer',
      url: 'https://autodiscover.practice.test:10443/autodiscover/autodiscover.xml',
    });
  });

  it.each([
    ['http://autodiscover.example.org/autodiscover.xml', 'http://autodiscover.example.org/autodiscover.xml'],
    ['https://user@example.org/', 'https://user@example.org/'],
    ['https://127.0.0.1/', 'https://127.0.0.1/'],
    ['\u001b[2J', '\\u{1b}[2J'],
  ])('that points to %j is not followed', (url, given) => {
    expect(read(JSON.stringify({ Protocol: 'AutodiscoverV1', Url: url }))).toEqual({
      kind: 'pointer-refused',
      given,
    });
  });

  it('can be a refusal in its own words', () => {
    expect(read(autodiscoverPointerError('InvalidProtocol', 'Not here.\u0007'))).toEqual({
      kind: 'error',
      code: 'InvalidProtocol',
      message: 'Not here.\\u{7}',
    });
    expect(read('{"ErrorCode":"InternalServerError"}')).toEqual({
      kind: 'error',
      code: 'InternalServerError',
      message: null,
    });
  });

  it.each([
    ['<html></html>', 'other-document'],
    ['{}', 'other-document'],
    ['{"Url":7}', 'other-document'],
    ['["Url"]', 'other-document'],
    ['{"Url":"https://a.example/"', 'malformed'],
    [' '.repeat(300_000), 'too-large'],
  ])('is unreadable: %j', (text, problem) => {
    expect(read(text)).toEqual({ kind: 'unreadable', problem });
  });
});

function read(text: string) {
  return readAutodiscoverJson(Buffer.from(text));
}

function hostname(text: string): Hostname {
  const parsed = parseHostname(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}
