import { describe, expect, it } from 'vitest';
import { imapSection, suggestionOf } from './autoconfig-documents.ts';

describe('what an autoconfig document has besides mail', () => {
  it.each([
    [
      '<incomingServer type="jmap"><url>https://jmap.example.com</url></incomingServer>',
      'jmap',
      'https://jmap.example.com',
    ],
    [
      '<incomingServer type="exchange"><hostname>outlook.example.com</hostname></incomingServer>',
      'exchange',
      'outlook.example.com',
    ],
    ['<incomingServer type="activeSync"/>', 'activeSync', null],
    [
      '<outgoingServer type="ews"><url>https://ews.example.com</url></outgoingServer>',
      'ews',
      'https://ews.example.com',
    ],
    ['<setupServer type="wizard"/>', 'wizard', null],
    [
      '<addressBook type="carddav"><url>https://dav.example.com</url></addressBook>',
      'carddav',
      'https://dav.example.com',
    ],
    ['<addressbook type="carddav"/>', 'carddav', null],
    ['<fileShare type="webdav"/>', 'webdav', null],
    [
      '<chatServer type="xmpp"><hostname>xmpp.example.com</hostname></chatServer>',
      'xmpp',
      'xmpp.example.com',
    ],
    ['<videoConference/>', 'videoConference', null],
  ])('is kept by its name: %s', (element, type, at) => {
    expect(suggestionOf(imapSection(), element)).toMatchObject({ others: [{ type, at }], dropped: [] });
  });

  it('is said once', () => {
    const jmap = '<incomingServer type="jmap"><url>https://jmap.example.com</url></incomingServer>';

    expect(suggestionOf(jmap + jmap).others).toHaveLength(1);
  });

  it('is made safe to show', () => {
    const { others } = suggestionOf(
      `<calendar type="a&#x202E;${'b'.repeat(200)}"><url>javascript:&#x200B;${'c'.repeat(600)}</url></calendar>`,
    );

    expect(others[0]?.type).toMatch(/^a\\u\{202e\}b+…$/);
    expect(others[0]?.type).toHaveLength(100);
    expect(others[0]?.at).toMatch(/^javascript:\\u\{200b\}c+…$/);
    expect(others[0]?.at).toHaveLength(500);
  });
});
