/** Names of transcripts: virtual, read-only documents, one for each authored document. */

export const TRANSCRIPT_SCHEME = 'sipwright-transcript';
/** What the live registrar received and sent; the source is the document whose configuration it has. */
export const LIVE_SCHEME = 'sipwright-live';

/**
 * Parts of the URI of the transcript of the document `source`: the same folder, since configuration goes by folders, and
 * a name that tells it from the authored text in the tab: `register run.sip`, `register sent.sip`.
 */
export function transcriptParts(source: string, kind = 'run'): { scheme: string; path: string; query: string } {
  const location = decode(source.replace(/[?#].*$/, '').replace(/^[^:/]*:(?:\/\/[^/]*)?/, ''));
  const slash = location.lastIndexOf('/');
  const name = location.slice(slash + 1).replace(/\.[^.]*$/, '') || 'message';
  const folder = `/${location.slice(0, slash + 1)}`.replace(/^\/+/, '/');
  return { scheme: TRANSCRIPT_SCHEME, path: `${folder}${name} ${kind}.sip`, query: source };
}

/** URI of the authored document behind a transcript; undefined when `uri` names something else. */
export function sourceOf(uri: string): string | undefined {
  if (![TRANSCRIPT_SCHEME, LIVE_SCHEME].some(scheme => uri.startsWith(`${scheme}:`))) return undefined;
  const query = uri.indexOf('?');
  return query < 0 ? undefined : decode(uri.slice(query + 1).replace(/#.*$/, ''));
}

/** The document that somebody wrote: a transcript may have been run again from one of its own messages. */
export function authoredUri(uri: string): string {
  const source = sourceOf(uri);
  return source === undefined ? uri : authoredUri(source);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
