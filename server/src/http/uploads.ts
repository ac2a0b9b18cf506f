/** The one file of a form. */
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
  return bytes
}
