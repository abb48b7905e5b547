import type { SecretStorage } from 'vscode';

/** Secrets of `${secret:name}` under their own prefix; values only ever travel to the server. */
export function readSecret(storage: SecretStorage, name: string): Thenable<string | undefined> {
  return storage.get(key(name));
}

/** An empty value removes the secret. */
export function writeSecret(storage: SecretStorage, name: string, value: string): Thenable<void> {
  return value === '' ? storage.delete(key(name)) : storage.store(key(name), value);
}

function key(name: string): string {
  return `sipwright.secret.${name}`;
}
