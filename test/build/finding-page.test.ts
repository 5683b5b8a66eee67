import { describe, expect, it } from 'vitest';
import { changed, ENGLISH, GERMAN, swapped, usePagesFolder } from './pages.ts';

const pages = usePagesFolder();

describe('a page with a defect is refused:', () => {
  it.each([
    ['no German page', ENGLISH, null, 'de/port_refused.md: is missing'],
    ['no English page', null, GERMAN, 'en/port_refused.md: is missing'],
    [
      'no front matter',
      ENGLISH.replace(/^---.*?---\n/s, ''),
      GERMAN,
      'en/port_refused.md: has no front matter',
    ],
    [
      'front matter in German',
      ENGLISH,
      `---\nparams: host\n---\n\n${GERMAN}`,
      'de/port_refused.md: has front matter',
    ],
    [
      'unknown severity',
      changed('severity: problem', 'severity: bad'),
      GERMAN,
      'en/port_refused.md: has an unknown severity “bad”',
    ],
    [
      'unknown actor',
      changed('actor: you', 'actor: me'),
      GERMAN,
      'en/port_refused.md: has an unknown actor “me”',
    ],
    [
      'no title',
      changed('# Nothing listens at {host}\n', ''),
      GERMAN,
      'en/port_refused.md: does not begin with a title',
    ],
    [
      'a period after the title',
      changed('listens at {host}\n', 'listens at {host}.\n'),
      GERMAN,
      'en/port_refused.md: has a title that ends with a period',
    ],
    [
      'a heading missing',
      changed('## Who must act\n\nYou.\n', ''),
      GERMAN,
      'en/port_refused.md: has the headings',
    ],
    [
      'headings in another order',
      ENGLISH,
      swapped(GERMAN, '## Was geschehen ist', '## Wer handeln muss'),
      'de/port_refused.md: has the headings',
    ],
    [
      'a smaller heading',
      changed('It was seen.', '### Seen\n\nIt was.'),
      GERMAN,
      'en/port_refused.md: has a heading, quotation or table',
    ],
    [
      'nothing to do',
      changed(/1\. Compare.*again\.\n/s, ''),
      GERMAN,
      'en/port_refused.md: has nothing under “What to do”',
    ],
    [
      'a place that is no param',
      changed('It was seen.', 'Seen at {port}.'),
      GERMAN,
      'en/port_refused.md: uses {port}, which is not in its params',
    ],
    [
      'a param that one language never uses',
      ENGLISH,
      GERMAN.replaceAll('{host}', 'x'),
      'de/port_refused.md: never uses its param {host}',
    ],
    [
      'a place that is not closed',
      changed('It was seen.', 'Seen at {host.'),
      GERMAN,
      'en/port_refused.md: has a brace that is no {place}',
    ],
    ['HTML', changed('It was seen.', 'It was <b>seen</b>.'), GERMAN, 'en/port_refused.md: has HTML'],
    ['bold', changed('It was seen.', 'It was **seen**.'), GERMAN, 'en/port_refused.md: has bold'],
    ['bold in the title', changed('# Nothing', '# **Nothing**'), GERMAN, 'en/port_refused.md: has bold'],
    ['a link', changed('It was seen.', 'See [here](there).'), GERMAN, 'en/port_refused.md: has a link'],
    [
      'a bare address',
      changed('It was seen.', 'See https://example.org.'),
      GERMAN,
      'en/port_refused.md: has a link',
    ],
    ['bullets', changed('It was seen.', '- It was seen.'), GERMAN, 'en/port_refused.md: has a bullet list'],
    [
      'a literal without end',
      changed('It was seen.', 'It was `seen.'),
      GERMAN,
      'en/port_refused.md: has a ` without its partner',
    ],
    [
      'a wrapped line that looks like a step',
      changed('with the page.', 'with\n465. So.'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
    [
      'text that runs into steps',
      changed('1. Compare', 'Do this:\n1. Compare'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
    [
      'steps with a gap',
      changed('page.\n2.', 'page.\n\n2.'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
    ['nothing to see also', changed(/\n## See also.*/s, ''), GERMAN, 'en/port_refused.md: has the headings'],
    [
      'words beside what to see also',
      changed('`port_filtered`', 'and `port_filtered`'),
      GERMAN,
      'en/port_refused.md: has other things to see also than `codes` on one line',
    ],
    [
      'codes to see also on two lines',
      changed('`port_filtered`', '`port_filtered`,\n`port_filtered`'),
      GERMAN,
      'en/port_refused.md: has other things to see also than `codes` on one line',
    ],
    [
      'a code to see also that there is not',
      changed('`port_filtered`', '`port_filtred`'),
      GERMAN,
      'en/port_refused.md: says to see also port_filtred, which has no page',
    ],
    [
      'a code to see also twice',
      changed('`port_filtered`', '`port_filtered`, `port_filtered`'),
      GERMAN,
      'en/port_refused.md: names a code to see also twice',
    ],
    [
      'itself to see also',
      changed('`port_filtered`', '`port_refused`'),
      GERMAN,
      'en/port_refused.md: says to see also itself',
    ],
    [
      'five codes to see also',
      changed('`port_filtered`', '`a`, `b`, `c`, `d`, `e`'),
      GERMAN,
      'en/port_refused.md: names more than 4 codes to see also',
    ],
    [
      'other codes to see also in German',
      changed('`port_filtered`', '`port_silent`, `port_filtered`'),
      GERMAN,
      'de/port_refused.md: says to see also other codes than its English page',
    ],
    [
      'half a word that it is retired',
      changed('params: host\n', 'params: host\nretired: no\n'),
      GERMAN,
      'en/port_refused.md: has no front matter of three lines',
    ],
  ])('%s', (_, english, german, message) => {
    pages.write(english, german);

    expect(pages.generate).toThrow(message);
  });

  it('a name that is not lower_snake', () => {
    pages.write(ENGLISH, GERMAN, 'Port-refused');

    expect(pages.generate).toThrow('en/Port-refused.md: is not named in lower_snake');
  });
});
