/**
 * Pass codes as cheap cameras meet them: drawn in perspective, blurred, dimmed, grainy, with cracks over them. Invented on the spot from a seed, so that every
 * run looks at the same ones; grey values as the phone's own frame has them (its middle, `scanner.tsx`).
 */
import { create } from 'qrcode'
import { Dice } from '../../database/taohua/dice.ts'

/** Px: what is left of 1280 × 720 in the scanner's frame. */
export const FRAME = 676

export interface Wear {
  readonly name: string
  /** Share of the frame's side that the code with its margin takes. */
  readonly share: number
  /** Degrees that the card is turned away from the camera. */
  readonly tilt?: number
  /** Standard deviation of the blur, px. */
  readonly blur?: number
  /** Share of the light that is left. */
  readonly light?: number
  /** Standard deviation of the grain, of 255. */
  readonly grain?: number
  readonly cracks?: number
}

export const WEARS: readonly Wear[] = [
  { name: 'clean', share: 0.7, grain: 4 },
  { name: 'blurred a little', share: 0.7, blur: 2, grain: 6 },
  { name: 'blurred much', share: 0.7, blur: 3.2, grain: 6 },
  { name: 'tilted 35°', share: 0.7, tilt: 35, blur: 1, grain: 6 },
  { name: 'tilted 50°', share: 0.7, tilt: 50, blur: 1, grain: 6 },
  { name: 'dim', share: 0.7, light: 0.25, blur: 1, grain: 7 },
  { name: 'very dim', share: 0.7, light: 0.12, blur: 1, grain: 7 },
  { name: 'cracked', share: 0.7, cracks: 4, blur: 1, grain: 6 },
  { name: 'cracked all over', share: 0.7, cracks: 9, blur: 1, grain: 6 },
  { name: 'small', share: 0.38, blur: 0.8, grain: 6 },
  { name: 'very small', share: 0.27, blur: 0.6, grain: 6 },
  { name: 'a little of all', share: 0.55, tilt: 25, blur: 1.2, light: 0.4, grain: 7, cracks: 3 },
]

export interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

const MARGIN = 4

/** RGBA, as a canvas gives it. */
export function wornCode(text: string, level: 'M' | 'Q', wear: Wear, seed: number): Grey {
  const dice = new Dice(17, seed)
  const { size, data } = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: level }).modules
  const cells = size + 2 * MARGIN
  const inked = (u: number, v: number): boolean => {
    const [x, y] = [Math.floor(u * cells) - MARGIN, Math.floor(v * cells) - MARGIN]
    return x >= 0 && y >= 0 && x < size && y < size && data[y * size + x] === 1
  }
  const cracks = Array.from({ length: wear.cracks ?? 0 }, () => crack(dice))
  const look = viewOf(wear, dice)
  const grey = new Float32Array(FRAME * FRAME)
  const at = new Float64Array(2)
  for (let y = 0; y < FRAME; y++)
    for (let x = 0; x < FRAME; x++) {
      let sum = 0
      for (const [dx, dy] of SAMPLES) {
        look(x + dx, y + dy, at)
        const [u, v] = [at[0] as number, at[1] as number]
        if (u < 0 || v < 0 || u > 1 || v > 1) sum += 150
        else sum += cracks.find((line) => line.covers(u, v))?.shade ?? (inked(u, v) ? 25 : 232)
      }
      grey[y * FRAME + x] = sum / SAMPLES.length
    }
  return asSeen(blurred(grey, wear.blur ?? 0), wear, dice)
}

const SAMPLES = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const

/** From a point of the frame to one of the card, 0–1 on it. A card turned in the hand and away from the camera. */
function viewOf({ share, tilt = 0 }: Wear, dice: Dice): (x: number, y: number, at: Float64Array) => void {
  const turn = (dice.next() - 0.5) * 0.5
  const away = (tilt * Math.PI) / 180
  const axis = dice.next() * 2 * Math.PI
  const half = (FRAME * share) / 2
  // Held at some five times its own size from the eye.
  const eye = 5
  const [lean, level] = [Math.sin(away), Math.cos(away)]
  const [ax, ay, tx, ty] = [Math.cos(axis), Math.sin(axis), Math.cos(turn), Math.sin(turn)]
  return (x, y, at) => {
    const [a, b] = [(x - FRAME / 2) / half, (y - FRAME / 2) / half]
    const [along, across] = [a * ax + b * ay, b * ax - a * ay]
    // The plane leans about the first axis: where a ray meets it.
    const depth = eye / (eye * level - across * lean)
    const [p, q] = [along * (1 + (depth * across * lean) / eye), across * depth]
    const [c, d] = [p * ax - q * ay, q * ax + p * ay]
    at[0] = (c * tx + d * ty + 1) / 2
    at[1] = (d * tx - c * ty + 1) / 2
  }
}

/** A line across the card, as a broken screen or a scratched film has them: bright or dark, 0.1 to 0.4 mm on a code of 3 cm. */
function crack(dice: Dice): { readonly shade: number; covers(u: number, v: number): boolean } {
  const [from, angle] = [[dice.next(), dice.next()] as const, dice.next() * Math.PI]
  const [nx, ny] = [Math.sin(angle), -Math.cos(angle)]
  const half = (0.05 + dice.next() * 0.15) / 30
  return {
    shade: dice.next() < 0.5 ? 245 : 40,
    covers: (u, v) => Math.abs((u - from[0]) * nx + (v - from[1]) * ny) < half,
  }
}

function blurred(grey: Float32Array, deviation: number): Float32Array {
  if (deviation === 0) return grey
  const reach = Math.ceil(deviation * 2.5)
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)))
  const whole = kernel.reduce((sum, k) => sum + k, 0)
  const along = (from: Float32Array, step: number, across: number): Float32Array => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < FRAME; line++)
      for (let i = 0; i < FRAME; i++) {
        let sum = 0
        for (let k = -reach; k <= reach; k++) {
          const at = Math.min(FRAME - 1, Math.max(0, i + k))
          sum += (from[line * across + at * step] as number) * (kernel[k + reach] as number)
        }
        to[line * across + i * step] = sum / whole
      }
    return to
  }
  return along(along(grey, 1, FRAME), FRAME, 1)
}

/** Twelve dice less six: near enough a bell of deviation 1. Thrown once, drawn from for every pixel. */
const BELL = Array.from({ length: 4096 }, (_, n) => {
  const dice = new Dice(18, n)
  return Array.from({ length: 12 }, () => dice.next()).reduce((sum, one) => sum + one, -6)
})

function asSeen(grey: Float32Array, { light = 1, grain = 0 }: Wear, dice: Dice): Grey {
  const data = new Uint8ClampedArray(4 * FRAME * FRAME)
  for (const [i, value] of grey.entries()) {
    const seen = value * light + (BELL[Math.floor(dice.next() * BELL.length)] as number) * grain
    data.fill(seen, 4 * i, 4 * i + 3)
    data[4 * i + 3] = 255
  }
  return { width: FRAME, height: FRAME, data }
}
