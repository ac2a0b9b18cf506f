// A table as a file that spreadsheet programs open: comma-separated, with the mark by which they know the encoding.
type Cell = string | number

const MARK = '\uFEFF'
/** A text that such programs would take for a formula is shown as a text, also where it is written in full width. */
const plain = (cell: Cell): string => {
  const text = typeof cell === 'string' && /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  MARK + rows.map((row) => row.map(plain).join(',')).join('\r\n')

export function offerFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url))
}
