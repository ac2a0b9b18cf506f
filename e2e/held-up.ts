/** A camera of one page alone, in front of which something can be held while it runs. The fake camera of the browser is one for all pages. */
import type { Person } from './journey.ts'

// Drawn again and again, since a canvas sends no picture while nothing is drawn on it.
const CAMERA = `{
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 640
  const paper = canvas.getContext('2d')
  let image = null
  const draw = () => {
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, 640, 640)
    if (image !== null) paper.drawImage(image, 120, 120, 400, 400)
  }
  navigator.mediaDevices.getUserMedia = async () => {
    setInterval(draw, 100)
    return canvas.captureStream()
  }
  window.holdUp = async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))
    image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  }
}`

/** For a page that has not been opened yet. */
export async function giveCamera({ page }: Person): Promise<void> {
  await page.addInitScript(CAMERA)
}

export async function holdUp({ page }: Person, picture: Buffer): Promise<void> {
  await page.evaluate(`holdUp(${JSON.stringify(picture.toString('base64'))})`)
}
