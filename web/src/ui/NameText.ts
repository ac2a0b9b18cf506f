// A person's name. A long one breaks after its dots, and inside a part only where nothing else helps.
import { h, type FunctionalComponent } from 'vue'

export const NameText: FunctionalComponent<{ name: string }> = ({ name }) => {
  const parts = name.split(/(?<=[·•])/u)
  return parts.length < 2 ? [name] : parts.map((part) => h('span', { class: 'ph' }, part))
}
NameText.props = { name: { type: String, required: true } }
