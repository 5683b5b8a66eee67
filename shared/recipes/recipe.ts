import type { Endpoint } from '../mail/endpoint.ts';
import type { LiteralBlock, PageLanguage, Text } from '../mail/page.ts';
import { fillIn, inProse } from '../mail/quote.ts';
import { chooseWay, sideOf, type SideOffer, type WayChoice } from './choose-way.ts';
import type { MailSide, ProgramFacts } from './facts/program-facts.ts';
import { RECIPES } from './programs/recipes.ts';
import { sayChoice, type SaidChoice } from './say-choice.ts';
import type { ChosenSide, RecipeFile, RecipeRequest, Setup, StepDraft } from './setup.ts';
import { valuesOf } from './values.ts';
import { isKeyWay, LOOK, type WayIn } from './way-in.ts';

/** What was chosen for one server. */
export interface SideChoice extends WayChoice {
  readonly endpoint: Endpoint;
  /** The same in words. */
  readonly said: SaidChoice;
}

/** One thing to do in a mail program. */
export interface RecipeStep {
  /** Plain text, in which backticks mark literal text. */
  readonly text: string;
  readonly block: LiteralBlock | null;
  /** Its text is never null here. */
  readonly file: (RecipeFile & { readonly text: string }) | null;
  /** What a QR code says that is to be shown here; it is drawn by whoever shows it. */
  readonly qr: string | null;
}

/** How a mail program is set up for an account, ready to be shown. All of it is plain text: whoever shows it escapes it. */
export interface Recipe {
  readonly program: Pick<ProgramFacts, 'id' | 'name' | 'kind'>;
  /** Null where there is no such server, or the program is not for that. */
  readonly incoming: SideChoice | null;
  readonly outgoing: SideChoice | null;
  /** Where the program has its settings, in which backticks mark literal text. */
  readonly settings: string;
  /** To be numbered, in this order; none where nothing is in common. */
  readonly steps: readonly RecipeStep[];
  /** What goes wrong in this program, with what was chosen. */
  readonly warnings: readonly string[];
  /** How one sees that it works. */
  readonly proof: string;
}

const LEFT_OUT: Text = {
  en: 'It is left out here, as a name, path or password has characters that cannot stand there.',
  de: 'Es fehlt hier, weil ein Name, Pfad oder Passwort Zeichen enthält, die dort nicht stehen können.',
};

const NOT_SET_UP: Readonly<Record<MailSide, Text>> = {
  imap: {
    en: 'Incoming mail is not set up by this: {program} fetches none by IMAP.',
    de: 'Der Posteingang wird hiermit nicht eingerichtet: {program} holt keine Mail über IMAP.',
  },
  pop3: {
    en: 'Incoming mail is not set up by this: {program} fetches none by POP3, or it is not known here how.',
    de: 'Der Posteingang wird hiermit nicht eingerichtet: {program} holt keine Mail über POP3, oder es ist hier nicht bekannt, wie.',
  },
  submission: {
    en: 'Sending is not set up by this: {program} sends no mail itself. Another program does, msmtp for instance.',
    de: 'Das Senden wird hiermit nicht eingerichtet: {program} sendet selbst keine Mail. Das tut ein anderes Programm, zum Beispiel msmtp.',
  },
};

/** Chooses the ways in for a program, and says in one language how it is set up with them. It writes no file. */
export function recipeFor(program: ProgramFacts, request: RecipeRequest, language: PageLanguage): Recipe {
  const incoming = choiceFor(program, request, request.account.incoming, language);
  const outgoing = choiceFor(program, request, request.account.outgoing, language);
  const setup = setupOf(program, request, incoming, outgoing);
  const isPossible = setup.incoming !== null || setup.outgoing !== null;
  const draft = isPossible ? RECIPES[program.id]?.(setup) : undefined;
  const values = valuesOf(setup, language);
  const ways = [incoming?.way, outgoing?.way];
  return {
    program: { id: program.id, name: program.name, kind: program.kind },
    incoming,
    outgoing,
    settings: program.settings[language],
    steps: draft?.steps.map((step) => stepOf(step, values, language)) ?? [],
    warnings: [
      ...sidesNotSetUp(program, request),
      ...program.traps
        .filter((trap) => trap.ways?.some((way) => ways.includes(way)) ?? true)
        .map(({ text }) => text),
    ].map((text) => fillIn(text[language], values)),
    proof: draft === undefined ? '' : fillIn(draft.proof[language], values),
  };
}

/** What servers are there for, and the program is not: something else has to do it. */
function sidesNotSetUp({ sides }: ProgramFacts, { account }: RecipeRequest): readonly Text[] {
  return [account.incoming, account.outgoing].flatMap((offer) => {
    const name = offer === null ? null : sideOf(offer.endpoint);
    return name === null || sides[name] !== undefined ? [] : NOT_SET_UP[name];
  });
}

function choiceFor(
  program: ProgramFacts,
  { key, system }: RecipeRequest,
  offer: SideOffer | null,
  language: PageLanguage,
): SideChoice | null {
  const name = offer === null ? null : sideOf(offer.endpoint);
  const side = name === null ? undefined : program.sides[name];
  if (offer === null || side === undefined) return null;
  const fails = { ...side.fails, ...side.failsOn?.[system] };
  const choice = chooseWay(program, { ...side, fails }, offer, key?.algorithm ?? null);
  return { ...choice, endpoint: offer.endpoint, said: sayChoice(choice, program, language) };
}

function setupOf(
  program: ProgramFacts,
  { account, key, ...rest }: RecipeRequest,
  incoming: SideChoice | null,
  outgoing: SideChoice | null,
): Setup {
  const looks = program.kind === 'look';
  const isWithKey = [incoming?.way, outgoing?.way].some((way) => isWithAKey(way ?? null));
  return {
    ...rest,
    program,
    address: account.address,
    displayName: account.displayName,
    incoming: chosenSide(account.incoming, incoming, looks),
    outgoing: chosenSide(account.outgoing, outgoing, looks),
    key: isWithKey || looks ? key : null,
  };
}

function chosenSide(offer: SideOffer | null, choice: SideChoice | null, looks: boolean): ChosenSide | null {
  const way = choice?.way ?? (looks && choice !== null ? LOOK : null);
  if (offer === null || choice === null || way === null) return null;
  const weaker = choice.leftOut.filter(({ because }) => because.kind === 'weaker-than-chosen');
  return {
    endpoint: offer.endpoint,
    username: offer.username,
    way,
    isOwn: choice.isOwn,
    weaker: weaker.map(({ way }) => way),
  };
}

function isWithAKey(way: WayIn | null): boolean {
  return way !== null && isKeyWay(way);
}

function stepOf(
  { text, values: own, block, file, qr }: StepDraft,
  values: Readonly<Record<string, string>>,
  language: PageLanguage,
): RecipeStep {
  const all = { ...values, ...prose(own ?? {}) };
  const isLacking = block?.text === null || file?.text === null;
  const said = fillIn(text[language], all);
  return {
    text: isLacking ? `${said} ${LEFT_OUT[language]}` : said,
    block:
      block === undefined || block.text === null
        ? null
        : {
            caption: fillIn(block.caption[language], all),
            text: typeof block.text === 'string' ? block.text : block.text[language],
          },
    file: file === undefined || file.text === null ? null : { ...file, text: file.text },
    qr: qr ?? null,
  };
}

function prose(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inProse(value)]));
}
