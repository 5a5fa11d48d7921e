/** How many worn codes are read from one frame by zxing as the phone uses it, with the code's error correction at M and at Q, and without its patience. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { readOptions } from '../../platform/web/phone/camera/read-options.ts'
import { median, rounded } from '../rig/report.ts'
import { FRAME, WEARS, wornCode } from './worn-codes.ts'

/** Images of each wear and level. */
const EACH = 6

export interface CodesRead {
  readonly frame: number
  readonly images: number
  /** Shares read: of all, and by wear. */
  readonly M: Readonly<Record<string, number>>
  readonly Q: Readonly<Record<string, number>>
  /** The same images without tryHarder and tryDownscale. */
  readonly hasty: { readonly M: number; readonly Q: number }
  /** ms on this machine, not throttled */
  readonly msAFrame: { readonly patient: number; readonly hasty: number }
}

export async function readWornCodes(codeOf: (n: number) => string): Promise<CodesRead> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const file = readFileSync(wasm)
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const hasty: ReaderOptions = { ...readOptions, tryHarder: false, tryDownscale: false }
  const times = { patient: [] as number[], hasty: [] as number[] }
  const shares = { M: {} as Record<string, number>, Q: {} as Record<string, number> }
  const hastily = { M: 0, Q: 0 }
  for (const [w, wear] of WEARS.entries())
    for (const level of ['M', 'Q'] as const) {
      let read = 0
      for (let n = 0; n < EACH; n++) {
        const text = codeOf(w * EACH + n)
        // The same wear on the same code: only the level differs.
        const image = wornCode(text, level, wear, w * EACH + n) as Parameters<typeof readBarcodes>[0]
        const told = async (options: ReaderOptions, spent: number[]): Promise<boolean> => {
          const began = performance.now()
          const [found] = await readBarcodes(image, options)
          spent.push(performance.now() - began)
          return found?.text === text
        }
        if (await told(readOptions, times.patient)) read++
        if (await told(hasty, times.hasty)) hastily[level]++
      }
      shares[level][wear.name] = read / EACH
    }
  const whole = (level: Record<string, number>): Record<string, number> => ({
    all: rounded(Object.values(level).reduce((sum, share) => sum + share, 0) / WEARS.length),
    ...level,
  })
  const images = WEARS.length * EACH
  return {
    ...{ frame: FRAME, images: 2 * images, M: whole(shares.M), Q: whole(shares.Q) },
    hasty: { M: rounded(hastily.M / images), Q: rounded(hastily.Q / images) },
    msAFrame: { patient: rounded(median(times.patient)), hasty: rounded(median(times.hasty)) },
  }
}
