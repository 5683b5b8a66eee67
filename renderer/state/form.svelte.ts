import type { ProblemField, RunField, RunRequest } from '../../shared/ipc/contract.ts';
import { parseEmailAddress } from '../../shared/mail/email-address.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';

type Typed = Partial<Record<RunField, string>>;
type Problems = Partial<Record<RunField, InputProblem>>;

/** What a person typed on the Start screen, and what is wrong with it. */
export class FormState {
  readonly #isPractice: boolean;
  #typed = $state.raw<Typed>({});
  #problems = $state.raw<Problems>({});
  #tellsAddress = $state(false);

  /** The domain that the settings would be searched for; null where the address does not look finished. */
  readonly domain: string | null = $derived(domainOf(this.#typed.address ?? ''));
  /** The servers that were named; the settings are searched for where there are none. */
  readonly servers: readonly string[] = $derived(
    [this.#typed.incoming, this.#typed.outgoing].flatMap((text) => text?.trim() || []),
  );

  /** @param filled what stands in it at the beginning; nothing, where it is not given */
  constructor(filled?: RunRequest) {
    this.#isPractice = filled?.isPractice ?? false;
    if (filled !== undefined) this.fill(filled);
  }

  /** Fills everything in at once. */
  fill({ address, incoming, outgoing, username, tellsAddress }: RunRequest): void {
    this.#typed = { address, incoming, outgoing, username };
    this.#tellsAddress = tellsAddress;
  }

  /** Whether the servers of the domain may be told the address. Where nothing is searched for, nobody is asked anything. */
  get tellsAddress(): boolean {
    return this.#tellsAddress && this.servers.length === 0;
  }

  /** Takes whether the servers of the domain may be told the address. */
  tellAddress(isAgreed: boolean): void {
    this.#tellsAddress = isAgreed;
  }

  /** What stands in a field. */
  value(field: RunField): string {
    return this.#typed[field] ?? '';
  }

  /** What has to be corrected in a field. */
  problem(field: RunField): InputProblem | null {
    return this.#problems[field] ?? null;
  }

  /** Takes what was typed; what was wrong with the field before is void. */
  type(field: RunField, text: string): void {
    this.#typed = { ...this.#typed, [field]: text };
    this.#problems = Object.fromEntries(Object.entries(this.#problems).filter(([name]) => name !== field));
  }

  /** Takes what has to be corrected in its fields, from whoever read the request. */
  refuse(problems: readonly { readonly field: ProblemField; readonly problem: InputProblem }[]): void {
    const own = problems.filter(({ field }) => Object.hasOwn(this.request(), field));
    this.#problems = Object.fromEntries(own.map(({ field, problem }) => [field, problem]));
  }

  /** The form as a request. */
  request(): RunRequest {
    return {
      address: this.value('address'),
      incoming: this.value('incoming'),
      outgoing: this.value('outgoing'),
      username: this.value('username'),
      tellsAddress: this.tellsAddress,
      isPractice: this.#isPractice,
    };
  }

  /** Forgets everything. */
  clear(): void {
    this.#typed = {};
    this.#problems = {};
    this.#tellsAddress = false;
  }
}

/** The domain of an address that looks finished; a name without a dot is most often still being typed. */
function domainOf(address: string): string | null {
  const parsed = parseEmailAddress(address);
  return parsed.ok && parsed.value.domain.includes('.') ? parsed.value.domain : null;
}
