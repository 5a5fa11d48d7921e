/** The camera as a scanner: the middle of the picture is read several times a second; what was read is told once. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../lang.tsx'
import { TorchIcon } from '../icons.tsx'
import { Notice } from '../parts.tsx'
import { type Decoder, openDecoder } from './decoder.ts'
import { cameraWords as w } from './words.ts'
import './scanner.css'

type Trouble = keyof typeof w
const troubleOf = (error: unknown): Trouble => {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotReadableError' ? 'taken' : 'failed'
}

const BETWEEN = 120
/** The same code is told again only after it was out of sight this long. */
const FORGET = 1800
const WIDEST = 900

/** The middle of the video, at most 900 px wide: what the frame on the screen shows. */
function middleOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const side = Math.min(video.videoWidth, video.videoHeight)
  if (side === 0) return null
  const width = Math.min(WIDEST, Math.round(side * 0.94))
  canvas.width = width
  canvas.height = width
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  const cut = side * 0.94
  context.drawImage(video, (video.videoWidth - cut) / 2, (video.videoHeight - cut) / 2, cut, cut, 0, 0, width, width)
  return context.getImageData(0, 0, width, width)
}

async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia)
    throw new DOMException('', isSecureContext ? 'NotFoundError' : 'SecurityError')
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  })
}

export function Scanner({ onRead, hint }: { onRead: (text: string) => void; hint: string }) {
  const t = useT()
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onRead)
  tell.current = onRead
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [ready, setReady] = useState(false)
  const [torch, setTorch] = useState<{ track: MediaStreamTrack; on: boolean } | null>(null)

  useEffect(() => {
    let gone = false
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const canvas = document.createElement('canvas')
    const seen = { text: '', at: 0, told: '', toldAt: 0 }

    async function look(decode: Decoder): Promise<void> {
      const it = video.current
      if (gone || !it) return
      const frame = document.hidden ? null : middleOf(it, canvas)
      const found = frame ? await decode(frame).catch(() => null) : null
      if (gone) return
      if (found) {
        const now = performance.now()
        const twice = found.sure || (seen.text === found.text && now - seen.at < 1500)
        Object.assign(seen, { text: found.text, at: now })
        const again = seen.told === found.text && now - seen.toldAt < FORGET
        if (twice) {
          Object.assign(seen, { told: found.text, toldAt: now })
          if (!again) tell.current(found.text)
        }
      }
      timer = setTimeout(() => void look(decode), BETWEEN)
    }
    async function start(): Promise<void> {
      try {
        const [opened, decode] = await Promise.all([openCamera(), openDecoder()])
        stream = opened
        const it = video.current
        if (gone || !it) return stop()
        it.srcObject = opened
        await it.play()
        setReady(true)
        const track = opened.getVideoTracks()[0]
        if (track && 'torch' in (track.getCapabilities?.() ?? {})) setTorch({ track, on: false })
        void look(decode)
      } catch (error) {
        stop()
        if (!gone) setTrouble(troubleOf(error))
      }
    }
    function stop(): void {
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    void start()
    return () => {
      gone = true
      stop()
    }
  }, [])

  if (trouble) return <Notice kind="warn">{t(w[trouble])}</Notice>
  return (
    <div className="scanner" data-ready={ready}>
      <video ref={video} playsInline muted aria-label={t(w.picture)} />
      <div className="scanner-frame" aria-hidden="true" />
      <p className="scanner-hint">{ready ? hint : t(w.opening)}</p>
      {torch ? (
        <button
          type="button"
          className="scanner-torch"
          aria-pressed={torch.on}
          aria-label={t(w.torch)}
          onClick={() => {
            const on = !torch.on
            void torch.track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
            setTorch({ ...torch, on })
          }}
        >
          <TorchIcon />
        </button>
      ) : null}
    </div>
  )
}
