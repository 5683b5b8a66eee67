/** A version as people write it: `TLS 1.3`, out of `TLSv1.3` as TLS libraries name it. What is no such name stays as it is. */
export function tlsVersionName(version: string): string {
  const [, protocol, number = ''] = /^(TLS|SSL)v(\d(?:\.\d)?)$/.exec(version) ?? [];
  if (protocol === undefined) return version;
  return `${protocol} ${number.includes('.') ? number : `${number}.0`}`;
}
