import type { Known, PageLanguage, PageStep, Text } from '../mail/page.ts';
import { fillIn, inProse } from '../mail/quote.ts';
import type { Page, PageActor, PublicKeyFacts, RenewedKeyFacts } from './page.ts';

/** Text to copy; null where what people typed cannot be written in its format, and the step goes without it. */
export type BlockText<Facts = PublicKeyFacts> = (facts: Facts, language: PageLanguage) => string | null;

/** What a step has to copy. */
export interface BlockDraft<Facts = PublicKeyFacts> {
  readonly caption: Text;
  readonly text: BlockText<Facts>;
}

/** A row of a page: the same step in every language. */
export interface StepDraft<Facts = PublicKeyFacts> {
  /** Null where nothing is said of the server. */
  readonly known: Known | null;
  readonly text: Text;
  readonly block?: BlockDraft<Facts>;
}

/** A warning, and for which keys it is; for all of them where that is left out. */
export interface WarningDraft extends Text {
  readonly appliesTo?: (facts: PublicKeyFacts) => boolean;
}

/** A page as its table writes it. */
export interface PageDraft<Facts = PublicKeyFacts> {
  readonly title: Text;
  readonly actor: PageActor;
  readonly steps: readonly StepDraft<Facts>[];
  readonly proof: Text;
  readonly warnings: readonly WarningDraft[];
}

/** The pages of a kind of server. */
export interface ServerDrafts {
  readonly registration: PageDraft;
  readonly revocation: PageDraft;
  /** What a new certificate on the same key wants. */
  readonly renewal: PageDraft<RenewedKeyFacts>;
}

const WHO: Readonly<Record<PageActor, Text>> = {
  you: { en: 'You can do this yourself.', de: 'Das können Sie selbst tun.' },
  administrator: {
    en: 'Whoever runs the mail server does this. If that is not you, send them this page: nothing on it is secret.',
    de: 'Das tut, wer den Mailserver betreibt. Sind das nicht Sie, schicken Sie diese Seite dorthin: Nichts darauf ist geheim.',
  },
};

const LEFT_OUT: Text = {
  en: 'It is left out here, as the user name has characters that cannot be copied safely.',
  de: 'Es fehlt hier, weil der Benutzername Zeichen enthält, die sich nicht gefahrlos kopieren lassen.',
};

/** A page in one language, with the values of one key. */
export function pageOf<Facts extends PublicKeyFacts>(
  draft: PageDraft<Facts>,
  facts: Facts,
  language: PageLanguage,
): Page {
  const say = (text: Text): string => fill(text[language], facts);
  return {
    title: say(draft.title),
    actor: draft.actor,
    who: say(WHO[draft.actor]),
    steps: draft.steps.map((step) => stepOf(step, facts, language)),
    proof: say(draft.proof),
    warnings: draft.warnings.filter(({ appliesTo }) => appliesTo?.(facts) ?? true).map(say),
  };
}

function stepOf<Facts extends PublicKeyFacts>(
  step: StepDraft<Facts>,
  facts: Facts,
  language: PageLanguage,
): PageStep {
  const text = fill(step.text[language], facts);
  if (step.block === undefined) return { text, block: null };
  const literal = step.block.text(facts, language);
  if (literal === null) return { text: `${text} ${LEFT_OUT[language]}`, block: null };
  return { text, block: { caption: step.block.caption[language], text: literal } };
}

function fill(text: string, facts: PublicKeyFacts): string {
  return fillIn(text, {
    device: inProse(facts.deviceName),
    login: inProse(facts.login),
    host: facts.host,
    fingerprint: facts.spkiSha256Base64Url,
    certificate: facts.certificateColonHex,
  });
}
