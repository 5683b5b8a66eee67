import type { SourceKind } from '../mail/candidate.ts';

/** Tells whether a person named it: a server, or a host with its usual ports. */
export function isNamed({ kind }: { readonly kind: SourceKind }): boolean {
  return kind === 'person' || kind === 'well-known-port';
}

/** Tells whether somebody publishes it: what a person named, or nobody, is no word of the domain. */
export function isPublished(source: { readonly kind: SourceKind }): boolean {
  return !isNamed(source) && source.kind !== 'guess';
}
