import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeWith, pathOf } from '../parts.ts';
import { AUTOCONFIG, AUTODISCOVER, autodiscoverRequest, usePracticeWeb, WELL_KNOWN } from './practice-web.ts';

const web = usePracticeWeb();

describeWith(['python3'], 'the XML of the practice web servers', () => {
  it.each([
    ['of autoconfig', 'clientConfig', () => web.ask(AUTOCONFIG)],
    ['of the other autoconfig', 'clientConfig', () => web.ask(WELL_KNOWN)],
    ['of Autodiscover', 'Autodiscover', () => web.ask(AUTODISCOVER, autodiscoverRequest('a@practice.test'))],
    ['of an Autodiscover error', 'Autodiscover', () => web.ask(AUTODISCOVER, { type: 'text/xml', body: '' })],
  ])('is well-formed for another parser: that %s', async (_, root, get) => {
    web.play('autoconfig-conflict');

    const { text } = await get();

    expect(rootElement(text)).toBe(root);
  });

  it('is refused by another parser where it is malformed on purpose', async () => {
    web.play('autoconfig-malformed');

    const { text } = await web.ask(AUTOCONFIG);

    expect(rootElement(text)).toBe('mismatched tag');
  });
});

/** The name of the root element without its namespace, or what Python's parser says is wrong. */
function rootElement(text: string): string {
  const program = `
import sys, xml.etree.ElementTree as tree
try: print(tree.fromstring(sys.stdin.buffer.read()).tag.split('}')[-1])
except tree.ParseError as error: print(str(error).split(':')[0])`;
  const printed = execFileSync(pathOf('python3'), ['-c', program], {
    input: text,
    encoding: 'utf8',
    timeout: 10_000,
  });
  return printed.trim();
}
