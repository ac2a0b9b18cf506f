/** The foot of a proof: how it is checked, by whom it is made out, where a seal may stand, and the law. */
import { create as createQr } from 'qrcode'
import { dateIn, ZONE } from '../../../kernel/local-date.ts'
import { groupedSecret, type ProofContent } from '../certificates.rules.ts'
import {
  BRAND,
  COLUMN,
  INK,
  INK_2,
  INK_3,
  LEFT,
  LINE,
  putText,
  WIDTH,
  type Box,
  type Paper,
} from './sheet.ts'
import { dayText } from './words.rules.ts'

export interface Check {
  secret: string
  verifyUrl: string
  verifyPage: string
}

export function drawFoot(
  paper: Paper,
  content: ProofContent,
  { secret, verifyUrl, verifyPage }: Check,
): void {
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
  const issuedOn = dayText(dateIn(ZONE, new Date(content.issuedAt)))
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
      { ...COLUMN, y: 1018 + i * 18 },
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
