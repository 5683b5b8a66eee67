import { describe, expect, it } from 'vitest';
import { unicodeName } from '../../renderer/text/unicode-name.ts';

describe('a host name with its own letters', () => {
  it.each([
    ['xn--bcher-kva.example', 'bücher.example'],
    ['imap.xn--mnchen-3ya.de', 'imap.münchen.de'],
    ['xn--80ak6aa92e.com', 'аррӏе.com'], // Cyrillic throughout
    ['xn--fiqs8s', '中国'],
    ['xn--ihqwcrb4cv8a8dqg056pqjye.example', '他们为什么不说中文.example'], // RFC 3492 §7.1 (B)
  ])('is read out of its A-label form: %s', (name, shown) => {
    expect(unicodeName(name)).toBe(shown);
  });

  it.each([
    ['has none outside ASCII', 'example.org'],
    ['breaks off', 'xn--mnchen-3y.de'],
    ['is no Punycode', 'xn--_.de'],
    ['is beyond Unicode', 'xn--99999999.de'],
    ['would be asked for in another form', 'xn--example-.org'],
    ['is another name for what is ASCII', 'xn--example.org'],
  ])('is not shown where it %s: %s', (_, name) => {
    expect(unicodeName(name)).toBeNull();
  });
});
