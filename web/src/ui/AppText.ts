// A sentence whose parts are elements: {count} is filled by the slot `count`, other holes by `params`.
import type { FunctionalComponent, PropType, VNode } from 'vue'
import { useI18n, type TextKey, type TextParams } from '../lib/i18n'

export const AppText: FunctionalComponent<
  { k: TextKey; params?: TextParams },
  Record<string, never>,
  Record<string, () => VNode[]>
> = ({ k, params = {} }, { slots }) =>
  useI18n()
    .pattern(k, params)
    .split(/(\{\w+\})/)
    .flatMap((piece): (VNode | string)[] => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1]
      if (name === undefined) return [piece]
      return slots[name]?.() ?? [String(params[name] ?? piece)]
    })
AppText.props = {
  k: { type: String as PropType<TextKey>, required: true },
  params: Object as PropType<TextParams>,
}
