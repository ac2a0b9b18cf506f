/** The table of services: rows as tall as their text, and as many to a page as fit. */
import type { ProofLine } from '../certificates.rules.ts'
import { INK, INK_3, LEFT, LINE, putText, WIDTH, type Box, type Paper } from './sheet.ts'
import type { Line } from './text.ts'
import { hoursText, METHOD_WORDS } from './words.rules.ts'

const COLUMNS = [
  { title: '服务日期', x: 0, width: 82 },
  { title: '服务内容', x: 82, width: 178 },
  { title: '记录单位', x: 260, width: 212 },
  { title: '记录方式', x: 472, width: 88 },
  { title: '小时', x: 560, width: 48 },
] as const
export const CELL = 6
export const TABLE_TEXT = { size: 12, line: 18 } as const
export const HEAD_HEIGHT = 34
export interface Row {
  line: ProofLine
  activity: Line[]
  unit: Line[]
  height: number
}

export function rowOf(paper: Paper, line: ProofLine): Row {
  const cell = (text: string, column: number) =>
    paper.linesOf(text, COLUMNS[column]!.width - 2 * CELL, TABLE_TEXT.size).slice(0, 3)
  const activity = cell(line.activityName, 1)
  const unit = cell(line.unitName, 2)
  const lines = Math.max(activity.length, unit.length, 1)
  return { line, activity, unit, height: lines * TABLE_TEXT.line + 2 * CELL + 1 }
}

/** As many rows from the first on as fit into a height. */
export function rowsThatFit(rows: readonly Row[], height: number): Row[] {
  let used = 0
  const count = rows.findIndex((row) => (used += row.height) > height)
  return count === -1 ? [...rows] : rows.slice(0, count)
}

export function pagesOf(rows: readonly Row[], height: number): Row[][] {
  const pages: Row[][] = []
  let rest = [...rows]
  while (rest.length > 0) {
    const page = rowsThatFit(rest, height)
    pages.push(page)
    rest = rest.slice(page.length)
  }
  return pages
}

export function drawTableHead(paper: Paper, top: number): number {
  paper.rule(LEFT, top, WIDTH, 1.5, INK)
  for (const { title, x, width } of COLUMNS) {
    const align = title === '小时' ? 'right' : 'left'
    const box = { x: LEFT + x + CELL, y: top + 8, width: width - 2 * CELL }
    putText(paper, title, box, { ...TABLE_TEXT, face: 'bold', align })
  }
  paper.rule(LEFT, top + HEAD_HEIGHT - 1, WIDTH, 1, INK)
  return top + HEAD_HEIGHT
}

export function drawRow(paper: Paper, { line, activity, unit, height }: Row, top: number): number {
  const at = (column: number, row = 0): Box => ({
    x: LEFT + COLUMNS[column]!.x + CELL,
    y: top + CELL + row * TABLE_TEXT.line,
    width: COLUMNS[column]!.width - 2 * CELL,
  })
  putText(paper, line.servedOn, at(0), TABLE_TEXT)
  activity.forEach((text, i) => paper.put(text, at(1, i), TABLE_TEXT))
  unit.forEach((text, i) => paper.put(text, at(2, i), TABLE_TEXT))
  const word = METHOD_WORDS[line.method]
  putText(paper, word, at(3), TABLE_TEXT)
  const boxLeft = at(3).x + paper.widthOf(word, TABLE_TEXT.size) + 5
  paper.doc
    .lineWidth(1)
    .roundedRect(boxLeft + 0.5, top + 7.5, 16, 15, 3)
    .stroke(INK_3)
  putText(paper, line.grade, { x: boxLeft, y: top + CELL, width: 17 }, { ...TABLE_TEXT, align: 'centre' })
  putText(paper, hoursText(line.minutes), at(4), { ...TABLE_TEXT, align: 'right' })
  paper.rule(LEFT, top + height - 1, WIDTH, 1, LINE)
  return top + height
}
