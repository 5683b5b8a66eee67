/** A listener for keys: Escape does something, wherever the focus is. */
export function onEscape(act: () => unknown): (event: KeyboardEvent) => void {
  return ({ key }) => {
    if (key === 'Escape') act();
  };
}
