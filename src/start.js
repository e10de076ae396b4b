// @ts-check
import { homedir } from 'node:os';
import { compiledFolder, favourMemory, keepCompiled } from './cli/runtime.js';

// The file that is started, and the only ones without types beside the page's: Node's stripping of types takes 17 MB
// as soon as it is used once, and all files behind this one come out of the cache already stripped.
favourMemory(process.argv[2]);
keepCompiled(compiledFolder(process.env, homedir()));
await import('./main.ts');
