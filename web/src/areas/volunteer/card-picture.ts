// The electronic card as a picture: drawn here, so that it looks alike in every browser and asks nobody for anything.
import { qrPath } from '../../features/card/qr'

export interface CardFace {
  name: string
  star: number
  starText: string
  issuer: string
  heading: string
  since: string
  /** Label above, value below. */
  facts: readonly { term: string; text: string; strong?: boolean }[]
  hoursTerm: string
  hours: string
  hoursUnit: string
  asOf: string
  check: string
}

const WIDTH = 1050
const HEIGHT = 1720
const EDGE = 72
const STAR = new Path2D('m12 4 2.5 5.1 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8z')
const SHAPE = new Path2D(
  'M52 26c13 0 21 10 21 24 0 15-9 27-21 27S31 65 31 50c0-14 8-24 21-24zM8 132c2-28 18-43 44-43s42 15 44 43z',
)

const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const font = (size: number, weight = 400): string => `${weight} ${size}px ${token('--font')}`

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  more: { weight?: number; colour?: string; width?: number } = {},
): number {
  let fitted = size
  pen.fillStyle = token(more.colour ?? '--ink')
  pen.font = font(fitted, more.weight)
  const width = more.width ?? WIDTH - EDGE * 2
  while (pen.measureText(text).width > width && fitted > 24) pen.font = font(--fitted, more.weight)
  pen.fillText(text, x, y)
  return pen.measureText(text).width
}

function ground(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = token('--surface')
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.strokeStyle = token('--brand-tint')
  pen.lineWidth = 5
  for (let radius = 72; radius < 1400; radius += 51) {
    pen.beginPath()
    pen.arc(WIDTH - 150, 120, radius, 0, Math.PI * 2)
    pen.stroke()
  }
}

function seal(pen: CanvasRenderingContext2D, face: CardFace): void {
  pen.fillStyle = token('--brand')
  pen.beginPath()
  pen.roundRect(EDGE, EDGE, 144, 144, 30)
  pen.fill()
  pen.textAlign = 'center'
  write(pen, '志', EDGE + 72, EDGE + 63, 54, { weight: 600, colour: '--on-brand' })
  write(pen, '愿', EDGE + 72, EDGE + 123, 54, { weight: 600, colour: '--on-brand' })
  pen.textAlign = 'left'
  write(pen, face.heading, EDGE + 180, EDGE + 62, 54, { weight: 600, width: 640 })
  write(pen, face.issuer, EDGE + 180, EDGE + 124, 42, { colour: '--ink-2', width: 640 })
}

function person(pen: CanvasRenderingContext2D, face: CardFace): void {
  pen.fillStyle = token('--sunken')
  pen.beginPath()
  pen.roundRect(EDGE, 372, 396, 504, 24)
  pen.fill()
  pen.save()
  pen.clip()
  pen.translate(EDGE, 372)
  pen.scale(396 / 104, 504 / 132)
  pen.fillStyle = token('--line-strong')
  pen.fill(SHAPE)
  pen.restore()
  const left = EDGE + 396 + 60
  write(pen, face.name, left, 570, 120, { weight: 600, width: WIDTH - left - EDGE })
  for (let n = 0; n < 5; n++) {
    pen.save()
    pen.translate(left - 6 + n * 66, 612)
    pen.scale(2.5, 2.5)
    pen.lineWidth = 1.75
    pen.strokeStyle = pen.fillStyle = token(n < face.star ? '--brand' : '--ink-3')
    if (n < face.star) pen.fill(STAR)
    pen.stroke(STAR)
    pen.restore()
  }
  write(pen, face.starText, left, 738, 48, { width: WIDTH - left - EDGE })
  write(pen, face.since, left, 804, 42, { colour: '--ink-2', width: WIDTH - left - EDGE })
}

function facts(pen: CanvasRenderingContext2D, face: CardFace): void {
  let y = 1010
  for (const { term, text, strong } of face.facts) {
    write(pen, term, EDGE, y, 42, { colour: '--ink-2' })
    write(pen, text, EDGE, y + 68, strong ? 66 : 48, strong ? { weight: 600 } : {})
    pen.fillStyle = token('--line')
    pen.fillRect(EDGE, y + 112, WIDTH - EDGE * 2, 3)
    y += 190
  }
  write(pen, face.hoursTerm, EDGE, y + 40, 42, { colour: '--ink-2' })
  const width = write(pen, face.hours, EDGE, y + 152, 120, { weight: 600, width: 480 })
  write(pen, face.hoursUnit, EDGE + width + 18, y + 152, 48)
  write(pen, face.asOf, EDGE, y + 222, 42, { colour: '--ink-2' })
}

function check(pen: CanvasRenderingContext2D, text: string): void {
  const { size, path } = qrPath(text)
  const side = 300
  pen.fillStyle = token('--surface')
  pen.fillRect(WIDTH - EDGE - side - 18, HEIGHT - EDGE - side - 18, side + 36, side + 36)
  pen.save()
  pen.translate(WIDTH - EDGE - side, HEIGHT - EDGE - side)
  pen.scale(side / size, side / size)
  pen.fillStyle = token('--ink')
  pen.fill(new Path2D(path))
  pen.restore()
}

export async function cardPicture(face: CardFace): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  ground(pen)
  seal(pen, face)
  person(pen, face)
  facts(pen, face)
  check(pen, face.check)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
