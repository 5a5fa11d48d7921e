/** Reads codes with zxing in WebAssembly, served from our own origin and kept by the service worker; loaded when a camera first opens. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Decoder } from './decoder.ts'
import { readOptions } from './read-options.ts'

export async function openZxing(): Promise<Decoder> {
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
  return async (frame) => {
    const [found] = await readBarcodes(frame, readOptions)
    if (!found || found.text === '') return null
    return { text: found.text, sure: found.format === 'QRCode' || found.format === 'DataMatrix' }
  }
}
