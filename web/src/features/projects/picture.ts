// Where a picture of a project is read; who may not read of the project gets none.
import { BASE } from '../../api/client'

export const pictureUrl = (fileId: string): string => `${BASE}/project-files/${fileId}`
