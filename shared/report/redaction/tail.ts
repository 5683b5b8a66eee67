/** Where a text ends when these characters at its end are left out. A pattern would look at a long run of them again and again. */
export function endOf(text: string, characters: string): number {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return end;
}
