// Stands in for @vscode/spdlog, whose native part is not built here. Without it VS Code writes no log files.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
let level = levels.indexOf('info');

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.level = level;
    this.plain = false;
    if (file) fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  #write(rank, message) {
    if (!this.file || rank < this.level) return;
    const head = this.plain ? '' : `${new Date().toISOString()} [${levels[rank]}] `;
    const tail = this.plain ? '' : '\n';
    try {
      fs.appendFileSync(this.file, head + message + tail);
    } catch {
      // The folder was removed while the window closed.
    }
  }
  trace(message) { this.#write(0, message); }
  debug(message) { this.#write(1, message); }
  info(message) { this.#write(2, message); }
  warn(message) { this.#write(3, message); }
  error(message) { this.#write(4, message); }
  critical(message) { this.#write(5, message); }
  getLevel() { return this.level; }
  setLevel(value) { this.level = value; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() { this.file = undefined; }
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = value => { level = value; };
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
