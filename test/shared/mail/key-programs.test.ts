import { describe, expect, it } from 'vitest';
import { describeLack, keyProgramName } from '../../../shared/findings/key-reasons.ts';
import { KEY_ALGORITHMS } from '../../../shared/mail/device.ts';
import {
  algorithmFor,
  keyProgramOf,
  keyPrograms,
  type KeyProgram,
} from '../../../shared/mail/key-programs.ts';

/** What each takes, written down a second time on purpose: a change of the table has to be meant. */
const EXPECTED: Readonly<Record<string, readonly [algorithm: string, lack: string | null, p12: string]>> = {
  thunderbird: ['p256', 'nss', 'modern'],
  'apple-mail': ['p256', 'apple-keychain', 'compatible'],
  outlook: ['p256', 'windows-store', 'modern'],
  k9: ['p256', 'android-keychain', 'compatible'],
  'thunderbird-android': ['p256', 'android-keychain', 'compatible'],
  fairemail: ['p256', 'android-keychain', 'compatible'],
  mutt: ['ed25519', null, 'modern'],
  neomutt: ['ed25519', null, 'modern'],
  msmtp: ['ed25519', null, 'modern'],
  mbsync: ['ed25519', null, 'modern'],
  'claws-mail': ['ed25519', null, 'modern'],
  fetchmail: ['ed25519', null, 'modern'],
  's-nail': ['ed25519', null, 'modern'],
  curl: ['ed25519', null, 'modern'],
  'other-openssl': ['ed25519', null, 'modern'],
  'other-gnutls': ['ed25519', null, 'modern'],
  other: ['p256', 'unknown', 'modern'],
};

const named = (...ids: readonly string[]): readonly KeyProgram[] => ids.map((id) => keyProgramOf(id)!);

describe('the mail programs that keys are made for', () => {
  it('are all looked at here', () => {
    expect(keyPrograms().map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
  });

  it.each(keyPrograms())('$id gets the key and the P12 that it takes', (program) => {
    const { lack, p12Profile } = program;

    expect([algorithmFor([program]).algorithm, lack, p12Profile]).toEqual(EXPECTED[program.id]);
  });

  it.each(keyPrograms())(
    '$id says where that is known from, and when it was compared',
    ({ source, asOf }) => {
      expect(source).toMatch(/^https:\/\/|\d/);
      expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    },
  );

  it.each(keyPrograms())('$id has an id that can stand in a command', ({ id }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('are found by their ids alone', () => {
    expect(keyProgramOf('mutt')?.name).toBe('Mutt');
    for (const id of ['', 'Mutt', 'constructor', 'pegasus']) expect(keyProgramOf(id)).toBeNull();
  });

  it.each(['en', 'de'] as const)('have a name and a reason for people (%s)', (language) => {
    for (const program of keyPrograms()) {
      const name = keyProgramName(program, language);
      const reason = describeLack(program, language);

      expect(name).not.toMatch(/^other/);
      if (program.lack === null) expect(reason).toBeNull();
      else expect(reason).toMatch(new RegExp(`^${name} .*ed25519.*P-256.*\\.$`));
    }
  });
});

describe('algorithmFor', () => {
  it('prefers ed25519 without any program', () => {
    expect(algorithmFor([])).toEqual({ algorithm: 'ed25519', because: [] });
  });

  it('keeps to ed25519 where all can take it', () => {
    expect(algorithmFor(named('mutt', 'curl', 'other-gnutls'))).toEqual({
      algorithm: 'ed25519',
      because: [],
    });
  });

  it('takes P-256 as soon as one cannot, and says which', () => {
    const { algorithm, because } = algorithmFor(named('mutt', 'thunderbird', 'curl', 'k9'));

    expect(algorithm).toBe('p256');
    expect(because.map(({ id }) => id)).toEqual(['thunderbird', 'k9']);
  });

  it('never chooses RSA, whatever the programs', () => {
    const chosen = new Set(keyPrograms().map((program) => algorithmFor([program]).algorithm));

    expect([...chosen].sort()).toEqual(KEY_ALGORITHMS.filter((name) => !name.startsWith('rsa')).sort());
  });
});
