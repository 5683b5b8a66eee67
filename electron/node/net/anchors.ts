import { rootCertificates } from 'node:tls';
import type { AnchorKind, CertificatePath } from '../../../shared/mail/certificate.ts';
import { isSameBytes, readCertificate, type Certificate } from '../../../shared/wire/x509/certificate.ts';
import { isNamedAsIssuer } from './certificate-facts.ts';
import { derOfPem, isCertificate, pemOfDer } from './pem.ts';

/** A certificate that is trusted for its own sake, and why. */
export interface Anchor {
  readonly kind: AnchorKind;
  readonly certificate: Certificate;
}

/** All trust anchors of a run, by the names that they are asked for by. */
export class Anchors {
  /** The paths that were followed to them, by what was sent: the same certificates always lead to the same anchor. */
  readonly followed = new Map<string, CertificatePath>();
  readonly #byName = new Map<string, Anchor[]>();

  /**
   * @param added PEM certificates that a person named
   * @param system PEM certificates that this computer trusts
   */
  constructor(added: readonly string[], system: readonly string[]) {
    // Of the same key the first counts: that it is public says more than that a person or the system has it, too.
    for (const certificate of bundledRoots()) this.#add({ kind: 'bundled', certificate });
    for (const certificate of certificatesIn(added)) this.#add({ kind: 'added', certificate });
    for (const certificate of certificatesIn(system)) this.#add({ kind: 'system', certificate });
  }

  /** The anchor that a certificate is, or that has the same name and key; null where there is none. */
  same({ subject, spki }: Certificate): Anchor | null {
    return this.#named(subject).find(({ certificate }) => isSameBytes(certificate.spki, spki)) ?? null;
  }

  /** The anchors that a certificate calls its issuer, whether or not they have signed it. */
  namedBy(certificate: Certificate): readonly Anchor[] {
    return this.#named(certificate.issuer).filter((anchor) =>
      isNamedAsIssuer(anchor.certificate, certificate),
    );
  }

  /** All but the public roots, PEM. */
  get besideBundled(): readonly string[] {
    const all = [...this.#byName.values()].flat();
    return all.filter(({ kind }) => kind !== 'bundled').map(({ certificate }) => pemOfDer(certificate.der));
  }

  #named(name: Uint8Array): readonly Anchor[] {
    return this.#byName.get(keyOf(name)) ?? [];
  }

  #add(anchor: Anchor): void {
    if (this.same(anchor.certificate) !== null) return;
    // A file of the system can have what the TLS library does not take, and one of those would end every run.
    if (anchor.kind !== 'bundled' && !isCertificate(pemOfDer(anchor.certificate.der))) return;
    const key = keyOf(anchor.certificate.subject);
    this.#byName.set(key, [...(this.#byName.get(key) ?? []), anchor]);
  }
}

let bundled: readonly Certificate[] | null = null;

/** The public roots, read once: they are part of the program. */
function bundledRoots(): readonly Certificate[] {
  bundled ??= certificatesIn(rootCertificates);
  return bundled;
}

function certificatesIn(pems: readonly string[]): readonly Certificate[] {
  return pems.flatMap((pem) => readCertificate(derOfPem(pem)) ?? []);
}

function keyOf(name: Uint8Array): string {
  return Buffer.from(name).toString('latin1');
}
