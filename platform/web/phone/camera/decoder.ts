/** Reads codes from camera frames: by the phone's own detector where it has one for QR codes, else by zxing. */

/** `sure`: the code carries its own error correction; a bar code is believed only when read twice alike. */
export type Decoder = (frame: ImageData) => Promise<{ readonly text: string; readonly sure: boolean } | null>

interface Detected {
  readonly rawValue: string
  readonly format: string
}
interface DetectorClass {
  new (options: { formats: readonly string[] }): { detect(source: ImageBitmapSource): Promise<Detected[]> }
  getSupportedFormats(): Promise<string[]>
}

const WANTED = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'code_93', 'itf', 'pdf417']

export async function openDecoder(): Promise<Decoder> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const supported = (await Detector?.getSupportedFormats().catch(() => [])) ?? []
  const formats = WANTED.filter((format) => supported.includes(format))
  if (!Detector || !formats.includes('qr_code')) return (await import('./zxing.ts')).openZxing()
  const detector = new Detector({ formats })
  return async (frame) => {
    const [found] = await detector.detect(frame)
    if (!found || found.rawValue === '') return null
    return { text: found.rawValue, sure: found.format === 'qr_code' || found.format === 'data_matrix' }
  }
}
