/** Names of transcripts: virtual, read-only documents, one for each authored document. */

export const TRANSCRIPT_SCHEME = 'sipwright-transcript';

/** Path (shown in the tab) and query of the transcript of the document `source`. */
export function transcriptParts(source: string): { scheme: string; path: string; query: string } {
  const path = decode(source.replace(/[?#].*$/, ''));
  const name = path.slice(path.search(/[^/\\:]*$/)).replace(/\.[^.]*$/, '');
  return { scheme: TRANSCRIPT_SCHEME, path: `/${name || 'message'} run.sip`, query: source };
}

/** URI of the authored document behind a transcript; undefined when `uri` names something else. */
export function sourceOf(uri: string): string | undefined {
  if (!uri.startsWith(`${TRANSCRIPT_SCHEME}:`)) return undefined;
  const query = uri.indexOf('?');
  return query < 0 ? undefined : decode(uri.slice(query + 1).replace(/#.*$/, ''));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
