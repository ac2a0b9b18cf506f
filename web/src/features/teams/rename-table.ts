// A table of new names as it is pasted or read from a file: one team a line, its number or name and the new name.
export interface TableRow {
  team: string
  newName: string
}
export const TABLE_ROWS_MAX = 500

/** The cells of a line: parted by tabs as spreadsheets copy them, or by commas as CSV, where quotes may hold commas. */
function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim())
  const cells: string[] = []
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^,，]*))\s*(?:[,，]|$)/gy
  while (cell.lastIndex < line.length) {
    const found = cell.exec(line)
    if (found === null) break
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
  }
  return cells
}

/** The head of a table; no team is called so. */
const isHead = ({ newName }: TableRow): boolean =>
  /^(?:团体)?新(?:的)?名(?:称|字)?$|^new(?: name)?$/iu.test(newName)

/** A spreadsheet may have further columns between; the first filled one is the team, the last the new name. */
export function rowsOf(text: string): TableRow[] {
  const rows = text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .map((line) => cellsOf(line).filter((cell) => cell !== ''))
    .filter((cells) => cells.length > 0)
    .map((cells) => ({ team: cells[0] ?? '', newName: cells.length > 1 ? (cells.at(-1) ?? '') : '' }))
  const [first] = rows
  return first !== undefined && isHead(first) ? rows.slice(1) : rows
}

/** Chinese spreadsheet programs still write GB 18030; what is not UTF-8 is read as that. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
