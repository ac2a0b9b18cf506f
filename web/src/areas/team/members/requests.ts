import type { Item } from '../../../api/types'

export type Request = Item<'listMembershipRequests'>
