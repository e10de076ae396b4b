import type { WebClient } from '@slack/web-api';
import { judge } from './refusals.ts';
import type { SendResult, SlackCall } from './send.ts';

type Sharing = SlackCall & { kind: 'file' };

const uploadMs = 20_000;
/** Slack cuts longer ones. */
const longestAlt = 1_000;

/** Uploads a text or a picture and shares it, in three steps; only the last one can be seen by people. */
export async function sendFile(client: WebClient, call: Sharing): Promise<SendResult> {
  const uploaded = await upload(client, call, bytesOf(call.content));
  if ('status' in uploaded) return uploaded;
  const { fileId } = uploaded;
  try {
    const to =
      call.threadTs === undefined
        ? { channel_id: call.channel }
        : { channel_id: call.channel, thread_ts: call.threadTs };
    await client.files.completeUploadExternal({
      files: [{ id: fileId, title: titleOf(call) }],
      ...to,
    });
    return { status: 'sent', channel: call.channel, fileId };
  } catch (error) {
    return judge(error, 'share the file', { idempotent: false });
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  if (typeof content !== 'string') return content;
  return Buffer.from(content === '' ? '(empty)\n' : content.toWellFormed(), 'utf8');
}

/** The title as Slack gets it. */
export function titleOf({ title }: { title: string }): string {
  return title.toWellFormed().slice(0, 250).toWellFormed();
}

async function upload(
  client: WebClient,
  { filename, alt }: Sharing,
  bytes: Uint8Array,
): Promise<{ fileId: string } | SendResult> {
  let place: { upload_url?: string; file_id?: string };
  try {
    place = await client.files.getUploadURLExternal({
      filename,
      length: bytes.length,
      ...(alt === undefined ? {} : { alt_txt: alt.toWellFormed().slice(0, longestAlt) }),
    });
  } catch (error) {
    return judge(error, 'take a file', { idempotent: true });
  }
  const { upload_url: url, file_id: fileId } = place;
  if (url === undefined || fileId === undefined || !isSafe(url, client.slackApiUrl))
    return { status: 'failed', error: 'Slack gave no address of its own to upload to; the file was not sent' };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadMs),
    });
    await answer.body?.cancel();
    return answer.ok
      ? { fileId }
      : { status: 'retry', afterMs: 2_000, error: `the upload was answered with ${answer.status}` };
  } catch (error) {
    // fetch rejects with TypeError for the network and DOMException for the time limit; nobody has seen the file yet.
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    return { status: 'retry', afterMs: 2_000, error: `the upload failed: ${error.message}` };
  }
}

/** Device output leaves only over TLS, or to the very server that the API calls go to. */
function isSafe(url: string, apiUrl: string): boolean {
  return URL.canParse(url) && (new URL(url).protocol === 'https:' || new URL(url).origin === new URL(apiUrl).origin);
}
