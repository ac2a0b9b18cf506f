import { Type } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Uuid } from '../../http/shapes.ts'
import type { CreatingReason } from './projects.rules.ts'

export const PICTURE_BYTES_MAX = 10_485_760
export const PictureParams = Type.Object({ fileId: Uuid })
export const PictureBody = Type.Object({ file: Type.Unsafe<string>(Type.String({ format: 'binary' })) })
export const UploadedPicture = Type.Object({ fileId: Uuid })

export const uploadPictureRefuses = {
  not_your_team: 403,
  team_not_found: 404,
  team_not_active: 409,
  file_missing: 422,
  file_too_large: 413,
  file_kind_refused: 415,
} satisfies Refuses<
  CreatingReason | 'team_not_found' | 'file_missing' | 'file_too_large' | 'file_kind_refused'
>
export const pictureRefuses = { file_not_found: 404 } satisfies Refuses<'file_not_found'>
