import { encodeQR } from 'qr';

/** A QR code, row by row, with the empty margin that it needs around it: true where it is dark. */
export type QrMatrix = readonly (readonly boolean[])[];

// ISO/IEC 18004 §5.3.8: the quiet zone, in modules.
const QUIET_ZONE = 4;

/**
 * The QR code of a text, as bytes of UTF-8 and with the least error correction (level L): from a screen nothing is lost, and
 * fewer modules are easier to read.
 *
 * @throws {Error} where the text is longer than the 2,953 bytes that the largest code holds
 */
export function qrMatrix(text: string): QrMatrix {
  return encodeQR(text, 'raw', { ecc: 'low', encoding: 'byte', border: QUIET_ZONE });
}
