// A long name keeps its beginning and its end, since both tell it from its neighbours; the whole one belongs in the title.
const KEPT = { head: 13, tail: 9 }

export function cutMiddle(text: string, { head, tail } = KEPT): string {
  const signs = [...text]
  if (signs.length <= head + tail + 1) return text
  return `${signs.slice(0, head).join('')}…${signs.slice(-tail).join('')}`
}
