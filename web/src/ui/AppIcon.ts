// An icon of the set. Decoration only: the word beside it, or the button's label, is what is read aloud.
import { h, type FunctionalComponent, type PropType } from 'vue'
import { ICONS, type IconName } from './icons'

export interface AppIconProps {
  name: IconName
  size?: 's' | 'm' | 'l' | 'xl'
  filled?: boolean
}

export const AppIcon: FunctionalComponent<AppIconProps> = ({ name, size = 'm', filled = false }) =>
  h('svg', {
    class: ['icon', `icon-${size}`, { 'icon-filled': filled }],
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    // Only constants of icons.ts are put in.
    innerHTML: ICONS[name],
  })
AppIcon.props = {
  name: { type: String as PropType<IconName>, required: true },
  size: String as PropType<AppIconProps['size']>,
  filled: Boolean,
}
