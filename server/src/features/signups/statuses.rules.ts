/** The states of a sign-up. */
export const SIGN_UP_STATUSES = [
  'applied',
  'admitted',
  'refused',
  'waiting',
  'offered',
  'lapsed',
  'withdrawn',
  'cancelled',
  'no_show',
  'served',
] as const
export type SignUpStatus = (typeof SIGN_UP_STATUSES)[number]
/** A sign-up that holds the person to its time; who waits keeps it free for the place that may come. */
export const LIVE_STATUSES = ['applied', 'admitted', 'waiting', 'offered', 'served'] as const
