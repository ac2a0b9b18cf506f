// Reads QR codes. The decoder is a WebAssembly file of this site, so a gate needs nobody else's server.
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

export type Decode = (image: ImageBitmapSource) => Promise<string | null>

export async function loadDecoder(): Promise<Decode> {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (image) => (await detector.detect(image))[0]?.rawValue ?? null
}
