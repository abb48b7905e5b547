/**
 * Keeps the engine as compiled code beside its file, for the next start. Imported before the engine is.
 *
 * Node has this since 22.1. Where the folder cannot be written, nothing is kept and nothing fails.
 */
import module from 'node:module';
import path from 'node:path';

module.enableCompileCache?.(path.join(__dirname, 'cache'));
