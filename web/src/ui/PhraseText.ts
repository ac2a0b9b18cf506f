// A Chinese title that breaks between words and never inside one. Where the browser cannot tell words, it breaks as usual.
import { h, type FunctionalComponent, type VNode } from 'vue'

interface WordSegmenter {
  segment(text: string): Iterable<{ segment: string }>
}
let segmenter: WordSegmenter | null | undefined

function wordsOf(text: string): string[] {
  segmenter ??=
    typeof Intl !== 'undefined' && 'Segmenter' in Intl
      ? new Intl.Segmenter('zh-CN', { granularity: 'word' })
      : null
  return segmenter === null ? [text] : [...segmenter.segment(text)].map(({ segment }) => segment)
}

export const PhraseText: FunctionalComponent<{ text: string }> = ({ text }) => {
  const words = wordsOf(text)
  if (words.length < 2) return [text]
  const parts = words.flatMap((word, at): (VNode | string)[] => (at === 0 ? [word] : [h('wbr'), word]))
  return h('span', { class: 'phrases' }, parts)
}
PhraseText.props = { text: { type: String, required: true } }
