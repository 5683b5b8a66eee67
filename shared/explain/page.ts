import { explain, type Block, type FindingPage, type FindingPages } from '../findings/explain.ts';
import type { FindingCode } from '../findings/finding.ts';
import { closed } from './open-places.ts';

/**
 * The page of a code without a check behind it: the values that are known stand in it, and words in place of those that
 * are not. Plain text, as `explain` gives it.
 */
export function openPage(
  code: FindingCode,
  params: Readonly<Record<string, string | number>>,
  pages: FindingPages,
): FindingPage {
  const { language } = pages;
  const page = explain({ code, params }, pages);
  const blocks = (list: readonly Block[]): readonly Block[] =>
    list.map((block) =>
      block.kind === 'paragraph'
        ? { kind: block.kind, text: closed(block.text, language) }
        : { kind: block.kind, items: block.items.map((item) => closed(item, language)) },
    );
  return {
    title: closed(page.title, language),
    whatHappened: blocks(page.whatHappened),
    howWeKnow: blocks(page.howWeKnow),
    whoMustAct: blocks(page.whoMustAct),
    whatToDo: blocks(page.whatToDo),
    forTheHelpdesk: blocks(page.forTheHelpdesk),
  };
}
