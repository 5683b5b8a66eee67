/** A listener for keys: Escape does something, wherever the focus is, unless a dialog has closed with it. */
export function onEscape(act: () => unknown): (event: KeyboardEvent) => void {
  return ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented) act();
  };
}
