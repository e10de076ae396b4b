import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { isMap, parseDocument } from 'yaml';
import { UserError } from '../lib/errors.ts';

/**
 * Pins host keys in the inventory file: comments and the file mode stay (spacing may be evened out), and a crash leaves the old file or the new
 * one. Throws UserError('usage') for a device that the file does not hold.
 */
export function setHostKeys(path: string, hostKeys: Readonly<Record<string, string>>): void {
  const document = parseDocument(readFileSync(path, 'utf8'));
  for (const [device, hostKey] of Object.entries(hostKeys)) {
    if (!isMap(document.getIn(['devices', device]))) {
      throw new UserError('usage', `${path}: there is no device "${device}" to pin a host key for.`);
    }
    document.setIn(['devices', device, 'hostKey'], hostKey);
  }
  replaceFile(path, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
}

function replaceFile(path: string, text: string): void {
  const { mode } = statSync(path);
  const temporary = `${path}.new-${process.pid}`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    fchmodSync(file, mode & 0o777);
    writeSync(file, text);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
