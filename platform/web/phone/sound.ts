/** Verdicts for ears and hands: short tones made on the spot (no files), and a buzz where the phone can. */
import { store, stored } from '../stored.ts'

export type Sound = 'due' | 'tested' | 'stranger' | 'done' | 'problem'

/** [Hz, from s, for s]; rising is good, low and twice is stop, one long is a question. */
const TONES: Record<Sound, readonly (readonly [number, number, number])[]> = {
  due: [
    [784, 0, 0.09],
    [1175, 0.1, 0.14],
  ],
  tested: [
    [294, 0, 0.16],
    [294, 0.24, 0.22],
  ],
  stranger: [[523, 0, 0.4]],
  done: [[1568, 0, 0.05]],
  problem: [
    [220, 0, 0.12],
    [185, 0.14, 0.3],
  ],
}
const BUZZ: Record<Sound, number[]> = {
  due: [40],
  tested: [120, 80, 120],
  stranger: [250],
  done: [20],
  problem: [300],
}

let context: AudioContext | null = null
export const soundIsOn = (): boolean => stored('sound') !== 'off'
export const setSound = (on: boolean): void => store('sound', on ? null : 'off')

/** Silent when switched off, or before the first touch: browsers forbid it then. */
export function play(sound: Sound): void {
  navigator.vibrate?.(BUZZ[sound])
  if (!soundIsOn()) return
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    const start = context.currentTime + 0.01
    for (const [frequency, from, length] of TONES[sound]) {
      const tone = new OscillatorNode(context, { type: 'triangle', frequency })
      const volume = new GainNode(context, { gain: 0 })
      volume.gain.setValueAtTime(0, start + from)
      volume.gain.linearRampToValueAtTime(0.5, start + from + 0.012)
      volume.gain.linearRampToValueAtTime(0, start + from + length)
      tone.connect(volume).connect(context.destination)
      tone.start(start + from)
      tone.stop(start + from + length + 0.02)
    }
  } catch {
    // A phone without sound still shows colour and word.
  }
}
