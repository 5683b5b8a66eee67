import { readFile } from 'node:fs/promises';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import { isCertificate, pemsIn } from './net/pem.ts';

/** Reads the certificates of a PEM file that a person wants trusted for their runs (`--ca FILE`). */
export async function readTrustAnchors(file: string): Promise<Parsed<readonly string[]>> {
  let text: string;
  try {
    text = await readFile(file, 'latin1');
  } catch {
    return refused('ca_file_unreadable', file); // whatever the system says: the person has to name another file
  }
  const certificates = pemsIn(text);
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    return refused('ca_file_without_certificate', file);
  }
  return accepted(certificates);
}
