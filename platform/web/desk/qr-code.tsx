/** A QR code as one SVG path, sharp on paper at any size. Loads its encoder, so a page that shows codes should itself be loaded when needed. */
import { create } from 'qrcode'

interface QrCodeProps {
  readonly text: string
  /** What the code is, for those who do not see it. */
  readonly label: string
}

/** Four cells of white around it, as the standard asks. */
const QUIET = 4

export function QrCode({ text, label }: QrCodeProps) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark: string[] = []
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (data[y * size + x]) dark.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`)
  const side = size + 2 * QUIET
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={dark.join('')} />
    </svg>
  )
}
