import type { Language } from '../../shared/findings/explain.ts';
import { formatEndpoint } from '../../shared/mail/endpoint.ts';
import type { ProgramFacts } from '../../shared/recipes/facts/program-facts.ts';
import type { Recipe, RecipeStep, SideChoice } from '../../shared/recipes/recipe.ts';
import { qrMatrix } from '../node/recipes/qr-matrix.ts';
import { qrText } from './terminal/qr-text.ts';
import { SETUP_WORDS } from './setup-words.ts';
import { styleFor } from './terminal/style.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The programs that there are recipes for, a line each. */
export function programLines(programs: readonly ProgramFacts[], language: Language): string {
  const { systems: names, otherProgram } = SETUP_WORDS[language];
  const width = Math.max(...programs.map(({ id }) => id.length));
  return programs
    .map(({ id, name, systems }) => {
      const where = systems.map((system) => names[system]).join(', ');
      return `${id.padEnd(width)}  ${name ?? otherProgram} (${where})\n`;
    })
    .join('');
}

/** A recipe for standard output. Blocks and files stand at the margin, so that they can be copied as they are. */
export function recipeText(recipe: Recipe, language: Language, { stdout, env }: Terminal): string {
  const style = styleFor(stdout, env);
  const words = SETUP_WORDS[language];
  const choices = [recipe.incoming, recipe.outgoing].filter((side) => side !== null).map(choiceText);
  const literal = (caption: string, text: string): string => `\n${style.quiet(caption)}\n${text}`;
  const steps = recipe.steps.map(({ text, block, file, qr }: RecipeStep, at) => {
    const copied = block === null ? '' : literal(block.caption, block.text);
    const written = file === null ? '' : literal(words.file(file.path), file.text);
    const drawn = qr === null ? '' : codeText(qr, words.codeTooWide, stdout, env);
    return `${at + 1}. ${text}\n${copied}${written}${drawn}`;
  });
  const warnings = recipe.warnings.map((warning) => `${style.severity('warning', '!')} ${warning}\n`);
  const title = style.strong(words.title(recipe.program.name ?? words.otherProgram));
  const proof = recipe.proof === '' ? [] : [`${recipe.proof}\n`];
  const settings = recipe.steps.length === 0 ? [] : [`${words.settings(recipe.settings)}\n`];
  return `${title}\n\n${[...choices, ...settings, ...steps, ...warnings, ...proof].join('\n')}`;
}

function codeText(qr: string, tooWide: string, stdout: Terminal['stdout'], env: Terminal['env']): string {
  return `\n${qrText(qrMatrix(qr), stdout, env) ?? `${tooWide}\n`}`;
}

function choiceText({ endpoint, said: { chosen, stronger } }: SideChoice): string {
  const lines = [chosen, ...stronger].map((line) => `  ${line}\n`);
  return `${formatEndpoint(endpoint)}\n${lines.join('')}`;
}
