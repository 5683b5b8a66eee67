// The few globals that Node, Electron and browsers all have and that the pure core uses. The core is compiled
// without the types of Node and of the DOM, so that nothing else of theirs can slip in.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(
    label?: 'utf-8' | 'latin1' | 'utf-16le' | 'windows-1252',
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  );
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class URL {
  constructor(url: string);
  readonly hostname: string;
}
