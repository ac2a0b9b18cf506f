// A QR code as one path, so that it stays sharp at any size and needs no picture from outside.
import { create, type QRCodeErrorCorrectionLevel } from 'qrcode'

export interface QrPath {
  readonly size: number
  readonly path: string
}

/** Runs of dark modules in a row become one rectangle. */
export function qrPath(text: string, level: QRCodeErrorCorrectionLevel = 'M'): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: level })
  const { size, data } = modules
  let path = ''
  for (let y = 0; y < size; y++) {
    let from = -1
    for (let x = 0; x <= size; x++) {
      const isDark = x < size && data[y * size + x] === 1
      if (isDark && from < 0) from = x
      if (!isDark && from >= 0) {
        path += `M${from} ${y}h${x - from}v1h${from - x}z`
        from = -1
      }
    }
  }
  return { size, path }
}
