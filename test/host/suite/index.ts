/** Every suite that runs inside VS Code. */
import './editing.test.ts';
import './flow.test.ts';
import './badInput.test.ts';
import './bench.test.ts';
import './simulator.test.ts';
import './live.test.ts';
import './importing.test.ts';
import './acrossFiles.test.ts';
