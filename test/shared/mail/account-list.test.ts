import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LIST, MOST_ACCOUNTS } from '../../../shared/mail/account-limits.ts';
import { readAccountList, type ListRefusal } from '../../../shared/mail/account-list.ts';
import { csvCell } from './csv-cell.ts';

function listOf(text: string) {
  const list = readAccountList(text);
  if (list.kind !== 'list') throw new Error(list.refusal.kind);
  return list;
}

const ADA = { address: 'ada@example.org', incoming: '', outgoing: '', username: '' };

describe('a list of accounts', () => {
  it.each([
    ['one address in each line', 'ada@example.org\nbob@example.net\n'],
    ['a byte order mark and CRLF', '\ufeffada@example.org\r\nbob@example.net\r\n'],
    ['an English name of the column', 'E-mail address\nada@example.org\nbob@example.net'],
    ['a German name of the column', 'E-Mail-Adresse;Abteilung\nada@example.org;Rechnen\nbob@example.net;'],
    ['spaces around', ' ADDRESS , note\n ada@example.org , x\n bob@example.net, y'],
    ['empty lines', '\nada@example.org\n\n\nbob@example.net'],
  ])('is read with %s', (_what, text) => {
    expect(listOf(text).accounts.map(({ address }) => address)).toEqual([
      'ada@example.org',
      'bob@example.net',
    ]);
    expect(listOf(text).wrong).toEqual([]);
  });

  it.each([
    'address,incoming,outgoing,username',
    'Adresse,Posteingang,Postausgang,Benutzername',
    'E-Mail,IMAP-Server,SMTP-Server,Login',
  ])('has servers and user names under %s', (names) => {
    const { accounts } = listOf(`${names}\nada@example.org,imap.example.org:993,smtp.example.org,ada`);

    expect(accounts).toEqual([
      {
        line: 2,
        address: 'ada@example.org',
        incoming: 'imap.example.org:993',
        outgoing: 'smtp.example.org',
        username: 'ada',
      },
    ]);
  });

  it('may have its columns in any order, and names those that it ignores', () => {
    const list = listOf('Name;Benutzername;Adresse;Raum\nAda;ada;ada@example.org;12');

    expect(list.accounts).toEqual([{ line: 2, ...ADA, username: 'ada' }]);
    expect(list.ignored).toEqual(['Name', 'Raum']);
  });

  it('goes on without the lines that are wrong, and says of each everything that is', () => {
    const list = listOf(
      'address,incoming\nada@example.org,\nnobody,imap.example.org:x\n"bob\n@example.net",\ncarl@example.net,',
    );

    expect(list.accounts.map(({ line }) => line)).toEqual([2, 6]);
    expect(
      list.wrong.map(({ line, problems }) => [
        line,
        ...problems.map(({ field, problem }) => `${field} ${problem.code}`),
      ]),
    ).toEqual([
      [3, 'address address_without_at', 'incoming port_out_of_range'],
      [4, 'address address_local_part_unusable'],
    ]);
  });

  it('has a first line that is wrong, where that cannot be the name of a column', () => {
    expect(listOf('ada.example.org\nbob@example.net').wrong).toMatchObject([{ line: 1 }]);
  });

  it.each<[string, string, ListRefusal]>([
    ['nothing', '', { kind: 'empty' }],
    ['spaces', ' \n\t\n', { kind: 'empty' }],
    ['names of columns alone', 'address,incoming\n', { kind: 'empty' }],
    ['no text', 'PK\u0003\u0004\0\0', { kind: 'not-text' }],
    ['too much', 'a'.repeat(LONGEST_LIST + 1), { kind: 'too-long' }],
    [
      'too many',
      'ada@example.org\n'.repeat(MOST_ACCOUNTS + 1),
      { kind: 'too-many', count: MOST_ACCOUNTS + 1 },
    ],
    ['an open quote', 'ada@example.org\n"bob@example.net', { kind: 'unclosed-quote', line: 2 }],
    ['columns that nobody named', 'ada@example.org,hunter2', { kind: 'columns-unnamed' }],
    [
      'a column more than were named',
      'ada@example.org\nbob@example.net,hunter2',
      { kind: 'columns-unnamed' },
    ],
    ['no column with addresses', 'name,imap\nAda,imap.example.org', { kind: 'address-missing' }],
    [
      'two columns with addresses',
      'address,mail\nada@example.org,ada@example.net',
      { kind: 'column-twice', column: 'mail' },
    ],
  ])('is refused where it is %s', (_what, text, refusal) => {
    expect(readAccountList(text)).toEqual({ kind: 'refused', refusal });
  });

  it('may be as long as the longest that is taken', () => {
    expect(listOf('ada@example.org\n'.repeat(MOST_ACCOUNTS)).accounts).toHaveLength(MOST_ACCOUNTS);
  });
});

const SECRET = 'kx7Qw!Zebra4711';

describe('a list with passwords in it', () => {
  it.each([
    ...[
      'password',
      'Password (IMAP)',
      'E-Mail-Passwort',
      'Passphrase',
      'passwd',
      'PWD',
      'pw',
      'Kennwort',
      'Kennwort neu',
    ],
    ...[
      'Secret',
      'Geheimnis',
      'API key',
      'api-key',
      'OAuth-Token',
      'PIN',
      'Zugangsdaten',
      'Schlüssel',
      'mot de passe',
    ],
    ...['Contraseña', 'Wachtwoord', 'hasło', 'app password', 'Credentials', 'SMTP_PASS'],
  ])('is refused for the name of the column, whatever stands in it: %s', (name) => {
    const list = readAccountList(`address;${name};name\nada@example.org;;Ada`);

    expect(list).toEqual({ kind: 'refused', refusal: { kind: 'secret-name', column: name } });
  });

  it.each([
    ...['address;note\nada@example.org;VALUE', 'address;note\nada@example.org;VALUE\nbob@example.net;none'],
    ...['address;note\nada@example.org;;VALUE', 'address;;x\nada@example.org;VALUE;y'],
    ...['address;username\nada@example.org;VALUE', 'address;incoming\nada@example.org;VALUE'],
  ])('is refused for what stands in a column, whatever that is called: %j', (text) => {
    expect(readAccountList(text.replace('VALUE', SECRET))).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'secret-values' },
    });
  });

  it.each([
    'Tr0ub4dor&3',
    'hunter2!',
    'abcd efgh ijkl mnop',
    'abcd-efgh-ijkl-mnop',
    'P@ssw0rd',
    '7b$wLm',
    'aB3dEf9h',
  ])('knows what passwords look like: %s', (value) => {
    expect(readAccountList(`address;x\nada@example.org;${csvCell(value)}`)).toMatchObject({
      refusal: { kind: 'secret-values', column: 'x' },
    });
  });

  it.each(['ada@example.org:hunter2', 'ada@example.org|hunter2', 'ada@example.org hunter2'])(
    'is refused for what stands behind an address: %s',
    (line) => {
      expect(readAccountList(`bob@example.net\n${line}`)).toEqual({
        kind: 'refused',
        refusal: { kind: 'secret-behind-address', line: 2 },
      });
    },
  );

  it.each([
    'address,name\nada@example.org;correcthorse,Ada',
    'address;name\n"ada@example.org, correcthorse";Ada',
    'address;name\nada@bücher.example:hunter2;Ada',
  ])('is refused for what stands behind an address in its cell: %j', (text) => {
    expect(readAccountList(text)).toEqual({
      kind: 'refused',
      refusal: { kind: 'secret-behind-address', line: 2 },
    });
  });

  it('says nothing of what it has seen, but where', () => {
    for (const text of [
      `address;password\nada@example.org;${SECRET}`,
      `address;note\nada@example.org;${SECRET}`,
      `ada@example.org:${SECRET}`,
      `ada@example.org,${SECRET}`,
    ]) {
      expect(JSON.stringify(readAccountList(text))).not.toContain(SECRET);
    }
  });

  it.each([
    ['names of people', 'address;name\nada@example.org;Ada Lovelace\nbob@example.net;Anna-Lena O’Brien'],
    ['numbers, days and telephones', 'address;no;since;tel\nada@example.org;4711;2026-11-22;+49 30 1234567'],
    ['rooms and departments', 'address;room;dept\nada@example.org;B 2.114;IT-Support (2nd level)'],
    [
      'other addresses and web pages',
      'address;boss;web\nada@example.org;Bob1@example.org;https://example.org/Page1',
    ],
    ['user names', 'address;username\nada@example.org;Ada.Lovelace1\nbob@example.net;CORP\\bob7'],
    ['endpoints', 'address;incoming;outgoing\nada@example.org;[2001:db8::1]:993/implicit-tls;192.0.2.1:587'],
    ['addresses with signs', 'address\n"o\'brien+1@example.org"\nada+news2@example.org\n=ada1@example.org'],
    [
      'one odd value among many',
      `address;note\n${'ada@example.org;a note\n'.repeat(4)}ada@example.org;R2-D2#x`,
    ],
  ])('is not seen where there are none: %s', (_what, text) => {
    expect(readAccountList(text).kind).toBe('list');
  });
});

describe('any text', () => {
  it('is a list or is refused, and every account of it can be read', () => {
    const word = fc.constantFrom(
      'ada@example.org',
      'bob@[',
      'address',
      'Passwort',
      ';',
      ',',
      '\n',
      '"',
      'imap',
      'x',
      ' ',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (text) => {
          const list = readAccountList(text);

          if (list.kind === 'refused') return;
          expect(list.accounts.length + list.wrong.length).toBeGreaterThan(0);
          expect(list.accounts.every(({ address }) => address.includes('@'))).toBe(true);
          expect(list.wrong.every(({ problems }) => problems.length > 0)).toBe(true);
        },
      ),
    );
  });
});
