/** "This is not me" (不是我): for what others wrote about a person, never for the person's own acts. */

export const RECORD_KINDS = ['hour_entry', 'membership', 'signup'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]
export type DisownReason = 'record_not_found' | 'already_disowned' | 'own_act'
/** What a check of a proof says from then on, in the language of the site. */
export const DISOWNED_CAUSE = '持有人说明其中一条记录不是本人的'
