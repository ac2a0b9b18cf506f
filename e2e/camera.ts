/** What the browser's fake camera sees: one still frame of raw video, white or with a QR code on it. */
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import qrcode from 'qrcode'

/** A folder of each run's own: another run, or another user's, must neither stand in the way nor be shown the code. Workers learn it from the run. */
export const CAMERA_FOLDER = (process.env['E2E_CAMERA'] ??= mkdtempSync(
  join(tmpdir(), 'zhiyuan-e2e-camera-'),
))
export const CAMERA_FILE = join(CAMERA_FOLDER, 'camera.y4m')
const WIDTH = 640
const HEIGHT = 480
const QUIET = 4
const WHITE = 235
const BLACK = 16

function draw(light: Buffer, text: string): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const scale = Math.floor(HEIGHT / (modules.size + 2 * QUIET))
  const left = Math.floor((WIDTH - modules.size * scale) / 2)
  const top = Math.floor((HEIGHT - modules.size * scale) / 2)
  for (let y = 0; y < modules.size * scale; y++)
    for (let x = 0; x < modules.size * scale; x++)
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale)) === 1)
        light[(top + y) * WIDTH + left + x] = BLACK
}

/** Null is a white wall. The file is read anew by each page that opens the camera. */
export function showToCamera(text: string | null): void {
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE)
  if (text !== null) draw(light, text)
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  writeFileSync(`${CAMERA_FILE}.new`, Buffer.concat([head, frame, frame, frame]))
  renameSync(`${CAMERA_FILE}.new`, CAMERA_FILE)
}
