import { chmodSync } from 'node:fs';

// npm sets this bit only when it links the command; a later build would take it away again.
chmodSync(new URL('../dist/cli/main.js', import.meta.url), 0o755);
