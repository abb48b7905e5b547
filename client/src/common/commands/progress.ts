import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';

/** Most runs end long before this; a notification for them would only flicker. */
const NOTIFY_AFTER_MS = 1000;

/** Shows work in the status bar at once, and in a notification with a Cancel button when it lasts. */
export async function withProgress<T>(title: string, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  const source = new CancellationTokenSource();
  const result = work(source.token);
  const timer = setTimeout(() => {
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return settled(result);
    });
  }, NOTIFY_AFTER_MS);
  try {
    return await window.withProgress({ location: ProgressLocation.Window, title }, () => result);
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

/** Ends with the work, whether it succeeds or not: its caller reports failures. */
function settled(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => {},
    () => {},
  );
}
