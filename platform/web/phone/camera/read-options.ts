/** How zxing looks at a frame of the camera, the same on a phone and at the bench that measures what it reads (bench/gate). */
import type { ReaderOptions } from 'zxing-wasm/reader'

export const readOptions: ReaderOptions = {
  formats: ['QRCode', 'DataMatrix', 'Code128', 'Code39', 'Code93', 'ITF', 'PDF417'],
  maxNumberOfSymbols: 1,
  tryHarder: true,
  tryDownscale: true,
}
