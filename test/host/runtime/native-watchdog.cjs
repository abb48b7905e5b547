// Stands in for @vscode/native-watchdog, whose native part is not built here: ends this process with its parent.
'use strict';
function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
exports.start = pid => {
  setInterval(() => { if (isGone(pid)) process.exit(87); }, 2000).unref();
};
exports.exit = code => process.exit(code ?? 0);
