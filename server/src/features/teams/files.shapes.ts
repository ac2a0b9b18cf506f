import { Type } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Uuid } from '../../http/shapes.ts'

export const FileParams = Type.Object({ fileId: Uuid })
export const FILE_BYTES_MAX = 10_485_760
export const FileBody = Type.Object({ file: Type.Unsafe<string>(Type.String({ format: 'binary' })) })
export const UploadedFile = Type.Object({ fileId: Uuid })

export const uploadRefuses = {
  file_missing: 422,
  file_too_large: 413,
  file_kind_refused: 415,
} satisfies Refuses<'file_missing' | 'file_too_large' | 'file_kind_refused'>
export const fileRefuses = { file_not_found: 404 } satisfies Refuses<'file_not_found'>
