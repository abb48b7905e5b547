/** `run` for the web extension host: a worker, so everything is in this one bundle. */
declare function require(name: string): unknown;

export function run(): Promise<void> {
  // Required, not imported: as an imported module mocha would replace the exports of the whole bundle.
  require('mocha/mocha.js');
  mocha.setup({ ui: 'tdd', color: false, timeout: 20_000, reporter: 'spec' });
  require('../suite/index.ts');
  return new Promise((resolve, reject) => {
    mocha.run(failures => (failures > 0 ? reject(new Error(`${failures} test(s) failed`)) : resolve()));
  });
}
