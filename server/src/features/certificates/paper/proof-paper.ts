/** The proof on paper: one page that says the whole, further pages for the services that do not fit on it. */
import { minutesByGrade, type ProofContent } from '../certificates.rules.ts'
import { drawFoot, type Check } from './proof-foot.ts'
import {
  CELL,
  drawRow,
  drawTableHead,
  HEAD_HEIGHT,
  pagesOf,
  rowOf,
  rowsThatFit,
  TABLE_TEXT,
  type Row,
} from './proof-table.ts'
import {
  BRAND,
  COLUMN,
  FRAME,
  INK,
  INK_2,
  LEFT,
  LINE,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  putText,
  WIDTH,
  type Paper,
} from './sheet.ts'
import { capitalHours, dayText, GRADE_WORDS, hoursText, shareText } from './words.rules.ts'

export interface ProofSheet extends Check {
  content: ProofContent
  /** The day from which a newer state of the record holds; null while this one does. */
  supersededOn: string | null
}

const FOOT_TOP = 859
/** Space that the sum, the remainder and the letters below the table take. */
const TABLE_FOOT = 31 + 31 + 60
const ANNEX_TOP = 190
const ANNEX_BOTTOM = 1010

export function drawProof(paper: Paper, sheet: ProofSheet): void {
  const rows = sheet.content.lines.map((line) => rowOf(paper, line))
  paper.newPage()
  drawFrame(paper)
  drawHead(paper, sheet)
  const top = drawStatement(paper, sheet.content)
  const shown = rowsThatFit(rows, FOOT_TOP - top - HEAD_HEIGHT - TABLE_FOOT)
  const annexes = pagesOf(rows.slice(shown.length), ANNEX_BOTTOM - ANNEX_TOP - HEAD_HEIGHT)
  drawTable(paper, top, shown, sheet.content, annexes)
  drawFoot(paper, sheet.content, sheet)
  annexes.forEach((page, i) => drawAnnex(paper, sheet, page, i, annexes.length))
}

function drawFrame(paper: Paper): void {
  const { doc } = paper
  const inner = { width: PAGE_WIDTH - 2 * FRAME, height: PAGE_HEIGHT - 2 * FRAME }
  doc
    .lineWidth(1)
    .rect(FRAME + 0.5, FRAME + 0.5, inner.width - 1, inner.height - 1)
    .stroke(BRAND)
  doc
    .lineWidth(3)
    .rect(FRAME - 5.5, FRAME - 5.5, inner.width + 11, inner.height + 11)
    .stroke(BRAND)
}

function drawHead(paper: Paper, { content, supersededOn }: ProofSheet): void {
  putText(
    paper,
    content.unitName,
    { ...COLUMN, y: 89 },
    { size: 16, line: 24, align: 'centre', spacing: 0.3 },
  )
  putText(
    paper,
    '志愿服务记录证明',
    { ...COLUMN, y: 117 },
    { size: 40, line: 60, face: 'bold', align: 'centre', spacing: 0.18 },
  )
  const number = { size: 14, line: 21, colour: INK_2, align: 'centre' } as const
  if (supersededOn === null)
    return putText(paper, `编号　${content.proofNumber}`, { ...COLUMN, y: 183 }, number)
  const warning = `编号　${content.proofNumber}　·　已于${dayText(supersededOn)}更新，以查验结果为准`
  return putText(paper, warning, { ...COLUMN, y: 183 }, { ...number, colour: BRAND })
}

/** Answers where the table begins. */
function drawStatement(paper: Paper, content: ProofContent): number {
  const plain = (text: string) => ({ text, face: 'regular' as const })
  const strong = (text: string) => ({ text, face: 'bold' as const })
  const where = content.siteName === '' ? '' : `在${content.siteName}`
  const runs = [
    plain('兹证明'),
    strong(content.holderName),
    plain(`，${dayText(content.registeredOn)}${where}实名注册，志愿者编号${content.volunteerNumber}，`),
    plain(`于${dayText(content.periodFrom)}至${dayText(content.periodTo)}参加志愿服务`),
    strong(String(content.lines.length)),
    plain('次，服务时长共计'),
  ]
  const size = 18
  const lines = paper.linesOf(runs, WIDTH, size, 'regular', 2)
  let y = 230
  lines.forEach((line, i) => {
    const indent = i === 0 ? 2 * size : 0
    const box = { x: LEFT + indent, y, width: WIDTH - indent }
    paper.put(line, box, { size, line: 36 }, i < lines.length - 1)
    y += 36
  })
  const total = hoursText(content.totalMinutes)
  const totalWidth = paper.widthOf(total, 48, 'bold')
  const left = LEFT + (WIDTH - totalWidth - 10 - 36) / 2
  putText(
    paper,
    total,
    { x: left, y: y + 2, width: totalWidth },
    { size: 48, line: 56, face: 'bold', colour: BRAND },
  )
  putText(paper, '小时', { x: left + totalWidth + 10, y: y + 11, width: 60 }, { size: 18, line: 56 })
  const capital = `（大写：${capitalHours(content.totalMinutes)}小时）`
  putText(paper, capital, { ...COLUMN, y: y + 62 }, { size: 14, line: 22, align: 'centre', colour: INK_2 })
  return y + 108
}

function drawTable(
  paper: Paper,
  top: number,
  shown: readonly Row[],
  content: ProofContent,
  annexes: Row[][],
): void {
  let y = drawTableHead(paper, top)
  for (const row of shown) y = drawRow(paper, row, y)
  const wide = { x: LEFT + CELL, width: WIDTH - 2 * CELL }
  const rest = annexes.flat()
  if (rest.length > 0) {
    const last = annexes.length + 1
    const pages = last === 2 ? '第 2 页' : `第 2–${last} 页`
    const minutes = rest.reduce((sum, row) => sum + row.line.minutes, 0)
    putText(
      paper,
      `其余 ${rest.length} 次，见附页${pages}`,
      { ...wide, y: y + CELL },
      { ...TABLE_TEXT, colour: INK_2 },
    )
    putText(
      paper,
      hoursText(minutes),
      { ...wide, y: y + CELL },
      { ...TABLE_TEXT, colour: INK_2, align: 'right' },
    )
    y += 31
    paper.rule(LEFT, y - 1, WIDTH, 1, LINE)
  }
  const sum = { ...TABLE_TEXT, face: 'bold' } as const
  putText(paper, '合计', { ...wide, y: y + CELL }, sum)
  putText(paper, hoursText(content.totalMinutes), { ...wide, y: y + CELL }, { ...sum, align: 'right' })
  y += 31
  paper.rule(LEFT, y - 1, WIDTH, 1.5, INK)
  drawLetters(paper, y + 8, content)
}

function drawLetters(paper: Paper, top: number, { lines, totalMinutes }: ProofContent): void {
  const letters = Object.entries(GRADE_WORDS).map(([grade, word]) => `${grade} ${word}`)
  const { A, B } = minutesByGrade(lines)
  const text = `记录方式后的字母为依据等级：${letters.join('　')}。本证明 A、B 级占 ${shareText(A + B, totalMinutes)}。`
  const style = { size: 12, line: 20, colour: INK_2 }
  paper
    .linesOf(text, WIDTH, style.size)
    .forEach((line, i) => paper.put(line, { ...COLUMN, y: top + i * 20 }, style))
}

function drawAnnex(
  paper: Paper,
  { content }: ProofSheet,
  rows: readonly Row[],
  index: number,
  pages: number,
): void {
  paper.newPage()
  drawFrame(paper)
  putText(
    paper,
    '志愿服务记录证明　附页',
    { ...COLUMN, y: 89 },
    { size: 22, line: 36, face: 'bold', align: 'centre', spacing: 0.1 },
  )
  const whose = `编号　${content.proofNumber}　　${content.holderName}　${content.volunteerNumber}`
  putText(paper, whose, { ...COLUMN, y: 135 }, { size: 12, line: 20, colour: INK_2, align: 'centre' })
  let y = drawTableHead(paper, ANNEX_TOP)
  for (const row of rows) y = drawRow(paper, row, y)
  const page = `第 ${index + 2} 页，共 ${pages + 1} 页`
  putText(paper, page, { ...COLUMN, y: 1030 }, { size: 12, line: 20, colour: INK_2, align: 'centre' })
}
