/** A camera for Chromium's fake device: a code drawn into an uncompressed video (YUV4MPEG2), a few frames that it plays in a loop. */
import { writeFileSync } from 'node:fs'
import qrcode from 'qrcode'

const WIDTH = 640
const HEIGHT = 480
const FRAMES = 4

export const cameraArgs = (file: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]

/** Shows a QR code of this text, or a blank grey wall for null. */
export function showToCamera(file: string, text: string | null): void {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 200)
  if (text !== null) {
    const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
    const cell = Math.floor(300 / (size + 8))
    const left = Math.floor((WIDTH - cell * size) / 2)
    const top = Math.floor((HEIGHT - cell * size) / 2)
    for (let y = -4 * cell; y < (size + 4) * cell; y++)
      for (let x = -4 * cell; x < (size + 4) * cell; x++) {
        const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)]
        const inside = column >= 0 && row >= 0 && column < size && row < size
        luma[(top + y) * WIDTH + left + x] = inside && data[row * size + column] ? 20 : 235
      }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420mpeg2\n`)
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]))
}
