import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Reads the certificates of a PEM file that a person wants trusted for their runs (`--ca FILE`). */
export async function readTrustAnchors(file: string): Promise<Parsed<readonly string[]>> {
  let text: string;
  try {
    text = await readFile(file, 'latin1');
  } catch {
    return refused('ca_file_unreadable', file); // whatever the system says: the person has to name another file
  }
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    return refused('ca_file_without_certificate', file);
  }
  return accepted(certificates);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false; // the constructor throws for everything that is none
  }
}
