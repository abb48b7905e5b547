/** A piece of the message inside a sentence: in quotes, and short. */
export function quoted(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 37)}...` : text}"`;
}
