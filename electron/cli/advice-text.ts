import type { Advice } from '../../shared/advice/advice.ts';
import type { Block } from '../../shared/advice/blocks.ts';
import type { ProgramSeen } from '../../shared/advice/programs.ts';
import type { Standard, StandardSeen } from '../../shared/advice/standards.ts';
import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { explain } from '../../shared/findings/explain.ts';
import { labels } from '../../shared/findings/labels.ts';
import { formatEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';
import { GRID_PROTOCOLS } from '../../shared/report/render-grid.ts';
import { OUTCOME_NAMES, table } from '../../shared/report/render-origins.ts';
import { wrap, type TextOptions } from '../../shared/report/render-text.ts';
import { SOURCE_NAMES } from '../../shared/report/source-names.ts';
import { DOMAIN_ADVICE_WORDS, type DomainAdviceWords } from './advice-words.ts';

/** How the text is made; the words are those of its language. */
interface Making extends TextOptions {
  readonly words: DomainAdviceWords;
}

const INDENT = '    ';
const MORE = `${INDENT}  `;

/**
 * Advice as text. What is to be published stands at the margin, between empty lines and without colours, so that it can be
 * copied as it is; what is published already is only named.
 */
export function renderAdvice(advice: Advice, options: TextOptions): string {
  const making: Making = { ...options, words: DOMAIN_ADVICE_WORDS[options.language] };
  const parts = [
    renderStandards(advice, making),
    renderPrograms(advice.programs, making),
    renderFindings(advice, making),
    renderServers(advice, making),
    ...advice.publish.map((block) => renderBlock(block, advice, making)),
    advice.paccProblem === null ? [] : prose(making.words.paccProblems[advice.paccProblem], making),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function renderStandards({ domain, standards }: Advice, making: Making): readonly string[] {
  const { words, style } = making;
  return [
    style.strong(words.found(domain)),
    ...standards.flatMap((seen) => standardLines(seen, making)),
    ...prose(words.dnssec, making),
  ];
}

function standardLines(seen: StandardSeen, making: Making): readonly string[] {
  const { words } = making;
  const { standard, servers, notOffered } = seen;
  const rows = servers.map(({ endpoint, username }) => [
    ...cellsOf(endpoint),
    ...(username === null ? [] : [words.username(username)]),
  ]);
  const name = nameOf(standard, making);
  return [
    ...wrap(`${name}: ${stateOf(seen, making)}`, making.width, INDENT, MORE),
    ...table(rows),
    ...(notOffered.length === 0 ? [] : [`${MORE}  ${words.notOffered(notOffered.join(', '))}`]),
  ];
}

function stateOf({ state, trust, lookups }: StandardSeen, { words, language }: Making): string {
  if (state === 'found') return `${words.states.found}, ${words.trusts[trust]}`;
  if (state !== 'unusable') return words.states[state];
  const names = OUTCOME_NAMES[language];
  const why = lookups
    .filter(({ outcome }) => outcome !== 'found' && outcome !== 'absent' && outcome !== 'name-unknown')
    .map(({ uri, outcome }) => `${uri}: ${names[outcome]}`);
  return `${words.states.unusable} (${why.join('; ')})`;
}

function renderPrograms(programs: readonly ProgramSeen[], making: Making): readonly string[] {
  const { words, style } = making;
  return [style.strong(words.programs), ...programs.flatMap((program) => programLines(program, making))];
}

function programLines(program: ProgramSeen, making: Making): readonly string[] {
  const { words, width, style } = making;
  const { name, asks, unanswered, guesses, note, knowledge, reference, asOf } = program;
  const silent = unanswered.map((standard) => nameOf(standard, making)).join(', ');
  const way = [
    ...asks.map((standard) => nameOf(standard, making)),
    ...(guesses === true ? [words.guesses] : []),
  ];
  return [
    `${INDENT}${name}${asks.length === 0 ? '' : `: ${takenBy(program, making)}`}`,
    ...(way.length === 0 ? [] : wrap(`${words.asks} ${way.join(' → ')}`, width, MORE, MORE)),
    ...(silent === '' ? [] : wrap(words.unanswered(silent), width, MORE, MORE)),
    ...(note === null ? [] : wrap(words.notes[note], width, MORE, MORE)),
    `${MORE}${style.quiet(`${words.knowledge[knowledge]}: ${reference}, ${asOf}`)}`,
  ];
}

function takenBy({ takes, guesses }: ProgramSeen, making: Making): string {
  const { words } = making;
  if (takes !== null) return words.takes(nameOf(takes, making));
  return guesses === true ? words.takesGuess : words.takesNothing;
}

function renderFindings({ findings, domain }: Advice, making: Making): readonly string[] {
  const { words, style, language, width } = making;
  const { severity } = labels[language];
  const lines = findings.flatMap((finding) => {
    const { title } = explain(finding, ALL_PAGES[language]);
    return wrap(`${severity[finding.severity]}: ${title} (${finding.code})`, width, INDENT, MORE);
  });
  const rest = lines.length === 0 ? words.nothingWrong : words.explained(`letterlock discover ${domain}`);
  return [style.strong(words.wrong), ...lines, ...prose(rest, making)];
}

function renderServers(advice: Advice, making: Making): readonly string[] {
  const { servers, missing, unpublishable, domain } = advice;
  const { words, style } = making;
  const rows = servers.map(({ endpoint, isVerified }) => [
    ...cellsOf(endpoint),
    isVerified ? words.verified : words.notVerified,
  ]);
  const command = `letterlock discover ${domain} --advise --imap HOST --smtp HOST`;
  return [
    style.strong(words.publish),
    ...table(rows),
    ...unpublishable.flatMap((endpoint) => prose(words.unpublishable(formatEndpoint(endpoint)), making)),
    ...missing.flatMap((which) => prose(words.missing[which], making)),
    ...(missing.length === 0 ? [] : prose(words.nameThem(command), making)),
  ];
}

function renderBlock(block: Block, { domain, programs }: Advice, making: Making): readonly string[] {
  const { words, style } = making;
  const { title, where } = words.blocks[block.id](block, domain);
  const heading = `${style.strong(title)}: ${words.blockStates[block.state]}`;
  if (block.state === 'same') return [heading];
  const names = programs.filter(({ id }) => block.helps.includes(id)).map(({ name }) => name);
  return [
    heading,
    ...prose(where, making),
    ...prose(names.length === 0 ? words.helpsNobody : words.helps(names.join(', ')), making),
    '',
    block.text.trimEnd(),
  ];
}

function nameOf(standard: Standard, { language, words }: Making): string {
  return standard === 'srv-sieve' ? words.sieve : SOURCE_NAMES[language][standard];
}

function cellsOf(endpoint: Endpoint): readonly string[] {
  return [GRID_PROTOCOLS[endpoint.protocol], formatEndpoint(endpoint)];
}

function prose(text: string, { width }: Making): readonly string[] {
  return wrap(text, width, INDENT, INDENT);
}
