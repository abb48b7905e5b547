/** What was found in a document, in words: `2 errors, 1 warning`. */
export function countsText({ errors, warnings }: { errors: number; warnings: number }): string {
  const parts = [plural(errors, 'error'), plural(warnings, 'warning')].filter(part => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'No problems found';
}

function plural(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
