import type { Language } from '../../findings/explain.ts';
import type { Hidden, HiddenKind } from '../redact.ts';
import { ours, theirs, type DocumentBlock, type Line, type Section } from './document.ts';
import { cutTable } from './table.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** What sorts of things can be hidden, by the names that people know. */
export const HIDDEN_NAMES: Readonly<Record<Language, Readonly<Record<HiddenKind, string>>>> = {
  en: {
    user: 'Mail address or user name',
    host: 'Host or domain',
    'lan-name': 'Host of the own network',
    'lan-address': 'Address in the own network',
    address: 'IP address',
    'home-folder': 'Folder of a person',
    'certificate-name': 'Name in a certificate',
    fingerprint: 'Fingerprint',
    'server-words': 'Words of a server',
    transcript: 'Recorded exchange',
    path: 'Rest of a web address',
    time: 'Time of day',
  },
  de: {
    user: 'Mailadresse oder Benutzername',
    host: 'Server oder Domain',
    'lan-name': 'Computer im eigenen Netz',
    'lan-address': 'Adresse im eigenen Netz',
    address: 'IP-Adresse',
    'home-folder': 'Ordner einer Person',
    'certificate-name': 'Name in einem Zertifikat',
    fingerprint: 'Fingerabdruck',
    'server-words': 'Worte eines Servers',
    transcript: 'Aufgezeichneter Austausch',
    path: 'Rest einer Web-Adresse',
    time: 'Uhrzeit',
  },
};

/**
 * What is hidden in this report, and that no secret is in it.
 *
 * @param hidden what was put in the place of what; not given where nobody knows
 */
export function hiddenSection(hidden: readonly Hidden[] | undefined, language: Language): Section {
  const { titles, hidden: words } = DOCUMENT_WORDS[language];
  const rows = (hidden ?? []).map(({ kind, shown, count }): readonly Line[] => [
    ours(HIDDEN_NAMES[language][kind]),
    theirs(shown),
    ours(String(count)),
  ]);
  const noSecrets: DocumentBlock = { kind: 'paragraph', text: ours(words.noSecrets) };
  const nothing: readonly DocumentBlock[] =
    hidden?.length === 0 ? [{ kind: 'paragraph', text: ours(words.nothing) }] : [];
  return {
    id: 'hidden',
    title: titles.hidden,
    blocks: [noSecrets, ...nothing, ...cutTable(words.caption, words.columns, rows, language)],
  };
}
