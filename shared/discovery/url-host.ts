/** The host in an address, in lower case; null where the address has none, or is no address. */
export function urlHost(address: string): string | null {
  try {
    return new URL(address).hostname || null;
  } catch {
    return null; // it has one error only: this is no address
  }
}
