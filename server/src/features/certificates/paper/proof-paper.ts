/** The proof on paper: one page that says the whole, further pages for the services that do not fit on it. */
import { create as createQr } from 'qrcode'
import { groupedSecret, minutesByGrade, type ProofContent, type ProofLine } from '../certificates.rules.ts'
import {
  BRAND,
  INK,
  INK_2,
  INK_3,
  LINE,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  putText,
  type Box,
  type Paper,
} from './sheet.ts'
import type { Line } from './text.ts'
import { capitalHours, dayText, GRADE_WORDS, hoursText, METHOD_WORDS, shareText } from './words.rules.ts'

export interface ProofSheet {
  content: ProofContent
  secret: string
  verifyUrl: string
  verifyPage: string
  /** The day from which a newer state of the record holds; null while this one does. */
  supersededOn: string | null
}

const FRAME = 40
const LEFT = 93
const WIDTH = 608
const BOX: Omit<Box, 'y'> = { x: LEFT, width: WIDTH }
const COLUMNS = [
  { title: '服务日期', x: 0, width: 82 },
  { title: '服务内容', x: 82, width: 178 },
  { title: '记录单位', x: 260, width: 212 },
  { title: '记录方式', x: 472, width: 88 },
  { title: '小时', x: 560, width: 48 },
] as const
const CELL = 6
const TABLE_TEXT = { size: 12, line: 18 } as const
const HEAD_HEIGHT = 34
const FOOT_TOP = 859
/** Space that the sum, the remainder and the letters below the table take. */
const TABLE_FOOT = 31 + 31 + 60
const ANNEX_TOP = 190
const ANNEX_BOTTOM = 1010

interface Row {
  line: ProofLine
  activity: Line[]
  unit: Line[]
  height: number
}

export function drawProof(paper: Paper, sheet: ProofSheet): void {
  const rows = sheet.content.lines.map((line) => rowOf(paper, line))
  paper.newPage()
  drawFrame(paper)
  drawHead(paper, sheet)
  const top = drawStatement(paper, sheet.content)
  const shown = rowsThatFit(rows, FOOT_TOP - top - HEAD_HEIGHT - TABLE_FOOT)
  const annexes = pagesOf(rows.slice(shown.length))
  drawTable(paper, top, shown, sheet.content, annexes)
  drawFoot(paper, sheet)
  annexes.forEach((page, i) => drawAnnex(paper, sheet, page, i, annexes.length))
}

function rowOf(paper: Paper, line: ProofLine): Row {
  const cell = (text: string, column: number) =>
    paper.linesOf(text, COLUMNS[column]!.width - 2 * CELL, TABLE_TEXT.size).slice(0, 3)
  const activity = cell(line.activityName, 1)
  const unit = cell(line.unitName, 2)
  const lines = Math.max(activity.length, unit.length, 1)
  return { line, activity, unit, height: lines * TABLE_TEXT.line + 2 * CELL + 1 }
}

/** As many rows from the first on as fit into a height. */
function rowsThatFit(rows: readonly Row[], height: number): Row[] {
  let used = 0
  const count = rows.findIndex((row) => (used += row.height) > height)
  return count === -1 ? [...rows] : rows.slice(0, count)
}

function pagesOf(rows: readonly Row[]): Row[][] {
  const pages: Row[][] = []
  let rest = [...rows]
  while (rest.length > 0) {
    const page = rowsThatFit(rest, ANNEX_BOTTOM - ANNEX_TOP - HEAD_HEIGHT)
    pages.push(page)
    rest = rest.slice(page.length)
  }
  return pages
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
  putText(paper, content.unitName, { ...BOX, y: 89 }, { size: 16, line: 24, align: 'centre', spacing: 0.3 })
  putText(
    paper,
    '志愿服务记录证明',
    { ...BOX, y: 117 },
    { size: 40, line: 60, face: 'bold', align: 'centre', spacing: 0.18 },
  )
  const number = { size: 14, line: 21, colour: INK_2, align: 'centre' } as const
  if (supersededOn === null) return putText(paper, `编号　${content.proofNumber}`, { ...BOX, y: 183 }, number)
  const warning = `编号　${content.proofNumber}　·　已于${dayText(supersededOn)}更新，以查验结果为准`
  return putText(paper, warning, { ...BOX, y: 183 }, { ...number, colour: BRAND })
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
  putText(paper, capital, { ...BOX, y: y + 62 }, { size: 14, line: 22, align: 'centre', colour: INK_2 })
  return y + 108
}

function drawTableHead(paper: Paper, top: number): number {
  paper.rule(LEFT, top, WIDTH, 1.5, INK)
  for (const { title, x, width } of COLUMNS) {
    const align = title === '小时' ? 'right' : 'left'
    const box = { x: LEFT + x + CELL, y: top + 8, width: width - 2 * CELL }
    putText(paper, title, box, { ...TABLE_TEXT, face: 'bold', align })
  }
  paper.rule(LEFT, top + HEAD_HEIGHT - 1, WIDTH, 1, INK)
  return top + HEAD_HEIGHT
}

function drawRow(paper: Paper, { line, activity, unit, height }: Row, top: number): number {
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
    .forEach((line, i) => paper.put(line, { ...BOX, y: top + i * 20 }, style))
}

function drawFoot(paper: Paper, { content, secret, verifyUrl, verifyPage }: ProofSheet): void {
  drawQr(paper, verifyUrl, { x: LEFT, y: 883, width: 104 })
  const beside = { x: LEFT + 118, width: 280 }
  putText(paper, '扫码查真伪', { ...beside, y: 895 }, { size: 14, line: 20, face: 'bold' })
  const small = { size: 12, line: 20, colour: INK_2 }
  putText(paper, '查验码', { ...beside, y: 915 }, small)
  putText(
    paper,
    groupedSecret(secret),
    { ...beside, x: beside.x + 48, y: 915 },
    { ...small, colour: INK, face: 'bold' },
  )
  putText(paper, verifyPage, { ...beside, y: 935 }, small)
  putText(paper, '无网络时可用所附签名核验', { ...beside, y: 955 }, small)
  drawSealPlace(paper)
  const signed = { x: 495, width: 206 }
  const unit = paper.linesOf(content.unitName, signed.width, 16).slice(0, 2)
  unit.forEach((line, i) =>
    paper.put(line, { ...signed, y: 923 - (unit.length - i) * 32 }, { size: 16, line: 32, align: 'centre' }),
  )
  const issuedOn = dayText(new Date(Date.parse(content.issuedAt) + 8 * 3_600_000).toISOString().slice(0, 10))
  putText(paper, issuedOn, { ...signed, y: 923 }, { size: 16, line: 32, align: 'centre' })
  paper.rule(LEFT, 1007, WIDTH, 1, LINE)
  const law = [
    '依据《志愿服务条例》《志愿服务记录与证明出具办法（试行）》出具，不收取费用。',
    '证明所依据的时长如有更正，本证明自动标为“已更新”，以查验结果为准。',
  ]
  law.forEach((text, i) =>
    putText(
      paper,
      text,
      { ...BOX, y: 1018 + i * 18 },
      { size: 12, line: 18, colour: INK_2, align: 'centre' },
    ),
  )
}

/** A seal is set on the holder's wish (Order 67 a15); the circle marks its place and its size of 38 mm, and is none. */
function drawSealPlace(paper: Paper): void {
  paper.doc
    .save()
    .lineWidth(1)
    .dash(4, { space: 4 })
    .circle(598, 923, 72)
    .strokeOpacity(0.6)
    .stroke(BRAND)
    .restore()
  putText(
    paper,
    '盖章处',
    { x: 548, y: 960, width: 100 },
    { size: 11, line: 18, colour: INK_3, align: 'centre', spacing: 0.2 },
  )
}

function drawQr(paper: Paper, text: string, box: Box): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' })
  const step = box.width / modules.size
  for (let row = 0; row < modules.size; row += 1)
    for (let from = 0; from < modules.size; from += 1) {
      let to = from
      while (to < modules.size && modules.get(row, to) === 1) to += 1
      if (to > from) paper.doc.rect(box.x + from * step, box.y + row * step, (to - from) * step, step)
      from = to
    }
  paper.doc.fill(INK)
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
    { ...BOX, y: 89 },
    { size: 22, line: 36, face: 'bold', align: 'centre', spacing: 0.1 },
  )
  const whose = `编号　${content.proofNumber}　　${content.holderName}　${content.volunteerNumber}`
  putText(paper, whose, { ...BOX, y: 135 }, { size: 12, line: 20, colour: INK_2, align: 'centre' })
  let y = drawTableHead(paper, ANNEX_TOP)
  for (const row of rows) y = drawRow(paper, row, y)
  const page = `第 ${index + 2} 页，共 ${pages + 1} 页`
  putText(paper, page, { ...BOX, y: 1030 }, { size: 12, line: 20, colour: INK_2, align: 'centre' })
}
