import type { IconName } from '../icons'

/** A place in a console. */
export interface RailItem {
  to: string
  text: string
  icon: IconName
  /** What lies there. */
  count?: number | undefined
  /** The count is late or due today. */
  hot?: boolean
  /** A heading that starts above this item. */
  group?: string
  /** Among the four that have a tab on a phone, in this order; its word may be shorter there. */
  tab?: number
  tabText?: string
  /** Current only on exactly this path. */
  exact?: boolean
}
