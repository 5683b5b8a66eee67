import { interceptorIn, shortNameOf, tellingPartOf } from '../../findings/interceptors.ts';
import { isCalledLike } from '../../findings/patterns/between.ts';
import { siteOf } from '../../mail/site.ts';
import { pseudonymOfHost } from './hosts.ts';
import type { Names } from './scan.ts';

// What stands here for such a name.
const OF_HOSTS = /^((?:(?:suffix|d[a-z0-9]{4,6})-\d+ ){1,9})authority-\d+$/;
const HOST = /^[\w*-]+(?:\.[\w-]+)*\.[a-z][a-z0-9-]+$/i;

/**
 * The names of who issued certificates, replaced where they are not those of a public authority. What gives software away that
 * stands in between stays, and so does that an authority is called like one of the hosts.
 */
export class Authorities {
  readonly #to: Names;
  readonly #shown = new Map<string, string>();

  constructor(to: Names) {
    this.#to = to;
  }

  /** A distinguished name: `CN=authority-1`. */
  distinguishedName(name: string): string {
    if (name === '' || this.#isPublic(name)) return name;
    const shown = `CN=${this.#shortName(name)}`;
    this.#shown.set(name, shown);
    this.#shown.set(shortNameOf(name), shortNameOf(shown));
    return this.#to.names.put('certificate-name', name, shown);
  }

  /** The name of an organisation alone, as the memory of hosts keeps it. */
  organisation(name: string): string {
    const known = this.#shown.get(name);
    if (known !== undefined) return this.#to.names.put('certificate-name', name, known);
    if ([...this.#to.known.publicNames].some((one) => one.includes(name)) && !this.#isOfHost(name))
      return name;
    const shown = this.#shortName(name);
    this.#shown.set(name, shown);
    return this.#to.names.put('certificate-name', name, shown);
  }

  /** What was put in the place of a name or of its short form; null for what is no name that was met. */
  shownFor(name: string): string | null {
    const shown = this.#shown.get(name);
    return shown === undefined ? null : this.#to.names.put('certificate-name', name, shown);
  }

  #isPublic(name: string): boolean {
    return this.#to.known.publicNames.has(name) && !this.#isOfHost(name);
  }

  #isOfHost(name: string): boolean {
    return this.#sitesCalledLike(name).length > 0;
  }

  #shortName(name: string): string {
    const short = shortNameOf(name);
    const [, ofHosts] = OF_HOSTS.exec(short) ?? [];
    if (ofHosts !== undefined) return `${ofHosts}${this.#numbered(name)}`;
    const telling = interceptorIn([name]) === null ? null : tellingPartOf(name);
    if (telling !== null) return telling;
    if (HOST.test(short)) return this.#to.host(short, true);
    const labels = this.#sitesCalledLike(name).map((site) =>
      labelOf(siteOf(pseudonymOfHost(site, this.#to.known, this.#to.names))),
    );
    if (labels.length > 0) return `${[...new Set(labels)].join(' ')} ${this.#numbered(name)}`;
    return this.#numbered(name);
  }

  #numbered(name: string): string {
    return `authority-${this.#to.names.numberOf('authority', name)}`;
  }

  #sitesCalledLike(name: string): readonly string[] {
    return [...this.#to.known.sites].filter((site) => isCalledLike(site, name));
  }
}

function labelOf(site: string): string {
  return site.split('.', 1)[0] ?? '';
}
