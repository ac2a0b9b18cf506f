/** The states of a sign-up. */
export const SIGN_UP_STATUSES = [
  'applied',
  // Takes part in a draw that has still to come.
  'entered',
  'admitted',
  'refused',
  'waiting',
  'offered',
  'lapsed',
  'withdrawn',
  'cancelled',
  'no_show',
  'excused',
  'unrecorded',
  'served',
] as const
export type SignUpStatus = (typeof SIGN_UP_STATUSES)[number]
/** A sign-up that holds the person to its time; who waits keeps it free for the place that may come. */
export const LIVE_STATUSES = ['applied', 'entered', 'admitted', 'waiting', 'offered', 'served'] as const
/** A sign-up with a place, or with one that is held for it. */
export const HELD_STATUSES: readonly SignUpStatus[] = ['admitted', 'offered', 'served']
/** A sign-up that keeps its place in the count of its shift, whatever became of it on the day. */
export const PLACED_STATUSES = ['admitted', 'served', 'no_show', 'excused', 'unrecorded'] as const
