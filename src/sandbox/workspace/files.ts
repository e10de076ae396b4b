import { randomUUID } from 'node:crypto';
import { readForm } from './arguments.ts';
import type { StoredFile, World } from './world.ts';

/** Reserves a file that waits for its bytes. */
export function createFile(
  world: World,
  { name, lengthBytes, altText }: Pick<StoredFile, 'name' | 'lengthBytes' | 'altText'>,
  user: string,
): StoredFile {
  const file: StoredFile = {
    id: world.newId('F'),
    name,
    title: name,
    lengthBytes,
    altText,
    content: null,
    uploadTicket: randomUUID(),
    user,
    channels: [],
    createdSeconds: Math.floor(world.nowMs() / 1000),
  };
  world.files.set(file.id, file);
  world.uploads.set(file.uploadTicket, file);
  return file;
}

/** Stores uploaded bytes, raw or as the only part of a form. Returns false when the ticket or the length is wrong. */
export async function receiveUpload(world: World, ticket: string, contentType: string, body: Buffer): Promise<boolean> {
  const file = world.uploads.get(ticket);
  if (file === undefined) return false;
  const content = contentType.startsWith('multipart/form-data') ? await onlyPart(contentType, body) : body;
  if (content.length !== file.lengthBytes) return false;
  world.uploads.delete(ticket);
  file.content = content;
  return true;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Told by its first bytes, never by its name. */
export function isPng({ content }: Pick<StoredFile, 'content'>): boolean {
  return content?.subarray(0, pngSignature.length).equals(pngSignature) === true;
}

async function onlyPart(contentType: string, body: Buffer): Promise<Buffer> {
  for (const value of (await readForm(contentType, body)).values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
