/** The one file of a form. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'

export interface UploadReasons {
  missing: string
  tooLarge: string
}

export async function uploadedBytes(
  request: FastifyRequest,
  { missing, tooLarge }: UploadReasons,
  maxBytes: number,
): Promise<Buffer> {
  if (!request.isMultipart()) throw new Refusal(missing)
  const bytes = await request
    .file({ limits: { fileSize: maxBytes } })
    .then((part) => part?.toBuffer())
    .catch((error: unknown) => {
      const { code } = error as { code?: unknown }
      if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Refusal(tooLarge, { maxBytes })
      // A form without its boundary, or one that broke off.
      throw new Refusal('malformed')
    })
  if (bytes === undefined) throw new Refusal(missing)
  askFor(request, bytes)
  return bytes
}

/** The form is read after the key was: what is asked under it is the file as well, so that another one is refused. */
function askFor(request: FastifyRequest, bytes: Buffer): void {
  const { replay } = request.caller
  if (replay === undefined) return
  const askHash = createHash('sha256').update(replay.askHash).update(bytes).digest()
  request.caller = { ...request.caller, replay: { ...replay, askHash } }
}
