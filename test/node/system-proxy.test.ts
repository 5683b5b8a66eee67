import { describe, expect, it } from 'vitest';
import { readSystemProxy } from '../../electron/node/http/system-proxy.ts';

describe('what a system says of proxies', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example.org:3128', { host: 'proxy.example.org', port: 3128 }],
    [
      'PROXY proxy.example.org:3128; PROXY other.example.org:1; DIRECT',
      { host: 'proxy.example.org', port: 3128 },
    ],
    ['proxy [2001:db8::7]:8080;DIRECT', { host: '2001:db8::7', port: 8080 }],
    ['PROXY 192.0.2.7:8080', { host: '192.0.2.7', port: 8080 }],
    ['DIRECT; PROXY proxy.example.org:3128', null],
    ['SOCKS5 proxy.example.org:1080', null],
    ['HTTPS proxy.example.org:443', null],
    ['PROXY proxy.example.org', null],
    ['PROXY proxy.example.org:70000', null],
    ['PROXY two words:80', null],
  ])('%j means %j', (answer, proxy) => {
    expect(readSystemProxy(answer)).toEqual(proxy);
  });
});
