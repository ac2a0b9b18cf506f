// What the parts are given: options, rows and tones.
import type { IconName } from './icons'

export type Tone = 'leaf' | 'amber' | 'stop' | 'blue' | 'stone'

export interface SelectOption {
  value: string
  text: string
  disabled?: boolean
}

export interface RadioOption {
  value: string
  text: string
  help?: string
  disabled?: boolean
}

export interface ChipOption {
  value: string
  text: string
  count?: number
  icon?: IconName
}

export interface DataRow {
  key?: string
  term: string
  text?: string | number | null | undefined
}

export interface RegionOption {
  code: string
  name: string
  fullName?: string
}

/** A ready answer: the short word on the button, and what it writes. */
export interface Phrase {
  label: string
  text: string
}
